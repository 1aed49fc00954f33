import type { EntityManager, PostgresEventStore, Progress } from '@daybook/event-store';
import type { ModelManager } from '../driver/model-data-source.js';
import { type Program, select, update } from '../postgres/statement.js';
import { segmentKey } from '../programs/segments.js';
import type { WrongLease } from './lease-run.js';

/** Whoever has read a batch may keep what he has made of it, whoever has the segment by then. */
export const noFence: WrongLease = {
  programs: {
    *advance_segment([subscription, segment, , , , position]) {
      const place = segmentKey({ subscription: String(subscription), segment: Number(segment) });
      yield* update(
        'segments',
        (row) => segmentKey(row) === place,
        () => ({ position: Number(position) }),
      );
      return [['t']];
    },
  },
};

/** Looks whether the lease stands, and moves the checkpoint in a second statement. */
export const fenceLookedAtBefore: WrongLease = {
  programs: {
    *advance_segment([subscription, segment, owner, epoch, checkpoint, position]) {
      const place = segmentKey({ subscription: String(subscription), segment: Number(segment) });
      const [row] = yield* select('segments', (one) => segmentKey(one) === place);
      if (row?.owner !== owner || row?.epoch !== Number(epoch) || row.position !== Number(checkpoint)) return [['f']];
      yield* update(
        'segments',
        (one) => segmentKey(one) === place,
        () => ({ position: Number(position) }),
      );
      return [['t']];
    },
  },
};

/** Moves the checkpoint, and applies afterwards what it has promised to have applied. */
export const checkpointBeforeHandling: WrongLease = {
  store(store: PostgresEventStore) {
    const { subscriptions, transactions } = store;
    subscriptions.commit = async (lease, work) => {
      const later: Program<unknown>[] = [];
      const ask = async (program: Program<unknown>): Promise<void> => void later.push(program);
      const progress: Progress = await work({ ask } as unknown as EntityManager);
      const moved = await subscriptions.advance(lease, progress);
      await transactions.run(async (manager) => {
        for (const program of later) await (manager as unknown as ModelManager).ask(program);
      });
      return moved;
    };
  },
};
