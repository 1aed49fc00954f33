import type { EventStore } from '@daybook/event-store';
import type { EntityManager } from 'typeorm';
import type { GenerationRecord } from '../read-model/generation-record.js';
import { GenerationCheckpoints } from '../rebuilding/generation-checkpoints.js';

/** Up to where those rows have come that are read. */
export class ReadPosition {
  readonly #checkpoints: GenerationCheckpoints;

  constructor(
    private readonly store: Pick<EventStore, 'head'>,
    schema: string,
  ) {
    this.#checkpoints = new GenerationCheckpoints(schema);
  }

  /** All events up to there are in the rows of each key; undefined while that cannot be told. */
  async of(manager: EntityManager, live: GenerationRecord): Promise<number | undefined> {
    // What lies below the head was committed with its rows.
    if (live.isInline) return this.store.head();
    return (await this.#checkpoints.of(manager, live))?.least;
  }
}
