import type { EventStore, RecordedEvent } from '@daybook/event-store';
import type { Met } from './log-reader.js';

/** How a reader keeps his place outside of the log's database. */
export interface Place {
  /** As it is kept, behind an event that was met. */
  after(store: EventStore, event: RecordedEvent): Promise<string>;
  /** Reads on behind what was kept; from the beginning where nothing is. */
  readOn(store: EventStore, kept: string | undefined, signal: AbortSignal): ReturnType<EventStore['subscribe']>;
}

/** As tokens, which say of which history they are. */
export const asToken: Place = {
  after: (store, event) => store.token(event),
  readOn: (store, after, signal) => store.subscribe({ signal, ...(after !== undefined && { after }) }),
};

/** Keeps what he has met, and his place with it, somewhere else: neither goes back when the log does. */
export class ReaderElsewhere {
  readonly seen: Met[] = [];
  #kept: string | undefined;

  constructor(
    readonly name: string,
    private readonly place: Place,
  ) {}

  /** Reads on until he has met what is at a position, or the store says that he may not. */
  async readTo(store: EventStore, position: number): Promise<void> {
    const controller = new AbortController();
    for await (const page of this.place.readOn(store, this.#kept, controller.signal).pages()) {
      const last = page.at(-1);
      if (last === undefined) continue;
      this.seen.push(...page);
      this.#kept = await this.place.after(store, last);
      if (last.position >= position) return;
    }
  }

  /** Takes back what rests on events that are no longer there. */
  takeBack(there: (met: Met) => boolean): void {
    const kept = this.seen.filter(there);
    this.seen.splice(0, this.seen.length, ...kept);
  }
}
