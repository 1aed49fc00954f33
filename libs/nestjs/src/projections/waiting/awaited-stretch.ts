import { type EventStore, eventMetadataOf, type RecordedEvent } from '@daybook/event-store';
import type { ProjectionDefinition } from '../projection-definition.js';
import type { LogStretch } from './has-come.js';

/** Beyond so many events it is the checkpoint that tells; it moves with them. */
const mostEvents = 100;

/** What a projection wants of the log behind a position, looked at once: what is visible there stays as it is. */
export class AwaitedStretch {
  #known: LogStretch | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly definition: ProjectionDefinition,
  ) {}

  /** Behind `from`, up to `to` or as far as the log is visible, or as far as 100 events reach. */
  async between(from: number, to: number): Promise<LogStretch> {
    if (this.#known !== undefined && this.#known.from <= from && this.#known.to >= to) return this.#known;
    const { types, categories } = this.definition;
    // Before the reading: below it nothing appears any more.
    const end = Math.min(to, await this.store.head());
    const events: RecordedEvent[] = [];
    let seenTo = Math.max(from, end);
    if (end > from) {
      const filter = { types, ...(categories && { categories }) };
      const reading = { afterPosition: from, toPosition: end, batchSize: mostEvents };
      for await (const page of this.store.readAll({ ...reading, ...filter }).pages()) {
        events.push(...page);
        if (events.length < mostEvents) continue;
        // By where the page ends: its last events need not be among those that are left of it.
        seenTo = page.end.position;
        break;
      }
    }
    this.#known = {
      from,
      to: seenTo,
      events: events.map((recorded) => ({ position: recorded.position, keys: this.#keysOf(recorded) })),
    };
    return this.#known;
  }

  #keysOf(recorded: RecordedEvent): readonly string[] | undefined {
    try {
      return this.definition.keysOf(recorded.event, eventMetadataOf(recorded));
    } catch {
      // The projection will park it.
      return undefined;
    }
  }
}
