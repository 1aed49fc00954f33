import type { EventStore, ParkedEvent } from '@daybook/event-store';
import { setImmediate as turn } from 'node:timers/promises';
import { CheckpointMissing } from './checkpoint-missing.error.js';
import { RowsNeverStill } from './rows-never-still.error.js';
import type { Snapshot, Snapshots } from './snapshots.js';
import { inlineStanding, type KeyedPosition, standingOf, type Standing } from './standing.js';

const attempts = 100;

/**
 * Reads rows in memory with the checkpoints that they belong to: at the beginning of a turn of the event loop, when no
 * batch stands between its rows and its checkpoint, as nothing in memory waits for anything between them. Should a
 * checkpoint move meanwhile, it is read again.
 */
export class MemorySnapshots implements Snapshots {
  /** @param subscription of the generation; undefined for an inline projection, whose rows are those of the head */
  constructor(
    private readonly store: EventStore,
    private readonly subscription: string | undefined,
  ) {}

  async take<R>(read: (manager: undefined) => Promise<R>): Promise<Snapshot<R>> {
    for (let attempt = 0; attempt < attempts; attempt++) {
      await turn();
      const [before, standing] = await this.#standing();
      const answer = await read(undefined);
      const [after] = await this.#standing();
      if (before === after) return { standing, read: answer };
    }
    throw new RowsNeverStill(this.subscription ?? 'an inline projection', attempts);
  }

  /** By what one is told from another, and what it is. */
  async #standing(): Promise<readonly [mark: string, Standing]> {
    const { store, subscription } = this;
    if (subscription === undefined) {
      const head = await store.head();
      return [String(head), inlineStanding(head, [])];
    }
    const { subscriptions } = store;
    const [status] = await subscriptions.status(subscription);
    if (status === undefined) throw new CheckpointMissing(subscription);
    const record = {
      positions: status.segments.map(({ position }) => position),
      parked: (await subscriptions.parked(subscription)).flatMap(placesOf),
      dropped: (await subscriptions.dropped(subscription)).flatMap(placesOf),
    };
    return [JSON.stringify(record), standingOf(record)];
  }
}

function placesOf({
  key,
  position,
  shares,
}: Pick<ParkedEvent, 'key' | 'position' | 'shares'>): readonly KeyedPosition[] {
  return shares?.map((share) => [key, position, share] as const) ?? [[key, position]];
}
