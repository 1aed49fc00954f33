import type { EventStore, ProposedEvent } from '@daybook/event-store';

interface Share {
  readonly streamId: string;
  readonly expected: number;
  readonly events: ProposedEvent[];
}

const eventsAtOnce = 100;
const charactersAtOnce = 1_000_000;

/**
 * Appends events so that they come to lie in the log as they are given: those that go together in one append are of
 * different streams, or follow each other in one.
 */
export class AppendInOrder {
  #shares: Share[] = [];
  #events = 0;
  #characters = 0;
  /** How many have been appended. */
  appended = 0;

  constructor(private readonly store: EventStore) {}

  async add(streamId: string, version: number, event: ProposedEvent, characters: number): Promise<void> {
    const last = this.#shares.at(-1);
    const goesOn = last?.streamId === streamId;
    const isFull = this.#events >= eventsAtOnce || this.#characters + characters > charactersAtOnce;
    if (isFull || (!goesOn && this.#shares.some((share) => share.streamId === streamId))) {
      await this.flush();
      return this.add(streamId, version, event, 0);
    }
    if (goesOn) last.events.push(event);
    else this.#shares.push({ streamId, expected: version - 1, events: [event] });
    this.#events += 1;
    this.#characters += characters;
  }

  /** Appends what has been given and not appended yet. */
  async flush(): Promise<void> {
    if (this.#events > 0) await this.store.appendAll(this.#shares);
    this.appended += this.#events;
    this.#shares = [];
    this.#events = 0;
    this.#characters = 0;
  }
}
