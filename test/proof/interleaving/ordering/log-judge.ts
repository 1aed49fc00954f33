import type { ModelDatabase } from '../postgres/model-database.js';
import type { ModelTransaction } from '../postgres/model-transaction.js';
import type { Tables } from '../postgres/tables.js';
import { Violation } from '../scheduling/violation.js';

type Event = Tables['events'];

/** Who has met events, up to where. */
export interface Meeting {
  readonly name: string;
  /** The position of the last one, from which it reads on. */
  cursor: number;
  readonly met: Map<number, string>;
}

/** Looks at each step whether a promise about the log is broken. */
export class LogJudge {
  readonly #readers: Meeting[] = [];
  readonly #visible = new Map<number, Event>();
  readonly #acknowledged: Event[] = [];
  readonly #versions = new Map<string, number>();
  readonly #places = new Map<string, number>();
  /** How many events have become visible below one that was visible already. */
  outOfOrder = 0;

  constructor(
    private readonly database: ModelDatabase,
    private readonly steps: readonly (() => string)[],
  ) {
    database.watch((transaction) => this.#appeared(transaction));
  }

  reader(name: string): Meeting {
    const meeting = { name, cursor: 0, met: new Map<number, string>() };
    this.#readers.push(meeting);
    return meeting;
  }

  acknowledged(events: readonly Event[]): void {
    this.#acknowledged.push(...events);
    for (const event of events)
      if (!this.#visible.has(event.position)) this.#broken('I1', `${told(event)} is told of, and nobody sees it`);
  }

  /** A reader is given a page, and will read on behind it. */
  met(reader: Meeting, page: readonly Event[]): void {
    for (const event of page) {
      if (event.position <= reader.cursor)
        this.#broken('I5', `${reader.name}, who is at ${reader.cursor}, is given ${told(event)}`);
      const known = this.#visible.get(event.position);
      if (known?.id !== event.id)
        this.#broken('I3', `${reader.name} is given ${told(event)}, where there is ${known?.id ?? 'nothing'}`);
      reader.met.set(event.position, event.id);
      reader.cursor = event.position;
    }
    for (const event of this.#visible.values()) this.#skipped(reader, event);
  }

  /** The server has died and come back. */
  crashed(): void {
    const kept = new Map(this.database.visible('events').map(({ position, id }) => [position, id]));
    for (const event of this.#visible.values()) {
      if (kept.get(event.position) !== event.id) this.#broken('I1', `${told(event)} has gone with the crash`);
    }
  }

  /** Everybody has read to the end. */
  ended(): void {
    this.crashed();
    for (const reader of this.#readers) {
      for (const event of this.#visible.values()) {
        if (!reader.met.has(event.position)) this.#broken('I4', `${reader.name} has never met ${told(event)}`);
      }
    }
    for (const { stream, version } of this.database.visible('streams')) {
      const last = this.#versions.get(stream) ?? 0;
      if (version !== last) this.#broken('I2', `${stream} is said to be at version ${version} and is at ${last}`);
    }
  }

  #appeared(transaction: ModelTransaction): void {
    const rows = [...this.database.table('events').values()].flatMap(({ versions }) => versions);
    const events = rows.filter(({ by }) => by === transaction).map(({ row }) => row as Event);
    for (const event of events.sort((one, other) => one.position - other.position)) {
      const before = this.#versions.get(event.stream) ?? 0;
      if (event.version !== before + 1) this.#broken('I2', `after version ${before} comes ${told(event)}`);
      if (event.position <= (this.#places.get(event.stream) ?? 0))
        this.#broken('I5', `${told(event)} lies before the version before it`);
      this.#versions.set(event.stream, event.version);
      this.#places.set(event.stream, event.position);
      if (event.position < Math.max(0, ...this.#visible.keys())) this.outOfOrder++;
      this.#visible.set(event.position, event);
      for (const reader of this.#readers) this.#skipped(reader, event);
    }
  }

  #skipped(reader: Meeting, event: Event): void {
    if (event.position > reader.cursor || reader.met.has(event.position)) return;
    this.#broken('I4', `${reader.name} is at ${reader.cursor} and has not met ${told(event)}`);
  }

  #broken(invariant: string, what: string): never {
    throw new Violation(invariant, what, this.steps);
  }
}

function told({ position, id, stream, version }: Event): string {
  return `event ${position} (${id}, version ${version} of ${stream})`;
}
