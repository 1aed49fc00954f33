import { createHash } from 'node:crypto';
import type { AppendWay, CallEntry, Entry, StreamValues } from '../../history/entry.js';
import type { Said } from '../../history/history-file.js';
import type { LoggedEvent } from '../log.js';
import type { InstanceRow, StepRow } from '../standing.js';

type Ending = 'ok' | 'failed' | 'unknown';

/** How a call ends in a story. */
export interface Ends {
  /** Its answers, in order; none: its process was killed. Default: ok. */
  readonly ends?: readonly Ending[];
  /** Whether it is in the log. Default: if it was acknowledged. */
  readonly there?: boolean;
}

export interface Notes extends Ends {
  readonly way?: AppendWay;
  readonly expected?: StreamValues['expected'];
  /** What else stands in the events, or what type they are. Default: notes. */
  readonly as?: Partial<Omit<LoggedEvent, 'position' | 'version' | 'eventId'>>;
}

/** What happened in a small world: what was called for, and what came into the log. Events follow each other by ones. */
export class Story {
  readonly events: LoggedEvent[] = [];
  readonly lines: Entry[] = [];
  /** What is kept of sagas. */
  readonly instances: InstanceRow[] = [];
  readonly steps: StepRow[] = [];
  #position = 0;
  #at = 0;
  #opened = 0;
  readonly #versions = new Map<string, number>();
  readonly #owners = new Map<string, string>();

  say(said: Said, process = 'app-1.1'): this {
    this.lines.push({ process, at: ++this.#at, ...said });
    return this;
  }

  /** Positions that were allocated and given up. */
  gap(count: number): this {
    this.#position += count;
    return this;
  }

  open(account: string, coins: number, { ends = ['ok'], there = ends.includes('ok') }: Ends = {}): this {
    const call = `open-${account}-${++this.#at}`;
    this.say({ word: 'invoked', call, kind: 'open', account, coins });
    const owner = `owner-${this.#owners.size % 2}`;
    this.#owners.set(account, this.#owners.get(account) ?? owner);
    const placed = there ? [this.place({ stream: account, type: 'proof.opened', coins, owner })] : [];
    if (there) this.#opened += coins;
    return this.#end(call, ends, placed);
  }

  transfer(call: string, from: string, to: string, coins: number, ending: Ends = {}): this {
    const { ends = ['ok'], there = ends.includes('ok') } = ending;
    this.say({ word: 'invoked', call, kind: 'transfer', from, to, coins });
    const half = (stream: string, counterpart: string, type: string): LoggedEvent =>
      this.place({ stream, type, call, coins, counterpart, owner: this.#owners.get(stream) });
    const placed = there ? [half(from, to, 'proof.debited'), half(to, from, 'proof.credited')] : [];
    return this.#end(call, ends, placed);
  }

  /** @param counts how many values go to which stream */
  note(call: string, counts: Readonly<Record<string, number>>, notes: Notes = {}): this {
    const { ends = ['ok'], there = ends.includes('ok'), expected = 'any' } = notes;
    const way = notes.way ?? (Object.keys(counts).length > 1 ? 'together' : 'alone');
    const streams = Object.entries(counts).map(([stream, count], share): StreamValues => {
      const values = Array.from({ length: count }, (_, n) => `${call}/${share}.${n}`);
      return { stream, expected, values: values.map((value) => ({ value, eventId: idOf(value) })) };
    });
    this.say({ word: 'invoked', call, kind: 'append', way, streams });
    const placed = !there
      ? []
      : streams.flatMap(({ stream, values }) =>
          values.map(({ value }) => this.place({ stream, type: 'proof.noted', call, value, ...notes.as })),
        );
    return this.#end(call, ends, placed);
  }

  look(call: string, total = this.#opened): this {
    this.say({ word: 'invoked', call, kind: 'read-holdings' });
    return this.say({ word: 'ok', call, answer: { total } });
  }

  /** Puts an event at the end of the log. */
  place(event: Omit<LoggedEvent, 'position' | 'version' | 'eventId'> & { readonly eventId?: string }): LoggedEvent {
    const version = (this.#versions.get(event.stream) ?? 0) + 1;
    this.#versions.set(event.stream, version);
    const eventId = event.eventId ?? idOf(event.value ?? `${event.stream} ${version}`);
    const placed = { ...event, position: ++this.#position, version, eventId };
    this.events.push(placed);
    return placed;
  }

  #end(call: string, ends: readonly Ending[], placed: readonly LoggedEvent[]): this {
    const last = new Map(placed.map((event) => [event.stream, event]));
    const streams = [...last.values()].map(({ stream, version, position }) => ({ stream, version, position }));
    for (const word of ends) {
      if (word === 'ok') this.say({ word, call, answer: { streams } });
      else this.say({ word, call, error: 'as told' });
    }
    return this;
  }
}

/** An event id that follows from a value. */
export function idOf(value: string): string {
  const hex = createHash('sha256').update(value).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

/** The lines of a call. */
export function ofCall(lines: readonly Entry[], call: string): readonly CallEntry[] {
  return lines.filter((entry): entry is CallEntry => 'call' in entry && entry.call === call);
}
