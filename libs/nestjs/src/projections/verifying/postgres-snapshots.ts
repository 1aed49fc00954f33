import { type EntityManager, type PostgresEventStore, verificationStatements } from '@daybook/event-store';
import { CheckpointMissing } from './checkpoint-missing.error.js';
import type { Snapshot, Snapshots } from './snapshots.js';
import { inlineStanding, type KeyedPosition, standingOf, type SubscriptionRecord } from './standing.js';

/** Where snapshots of a projection are taken. */
export interface PostgresSnapshotsParts {
  readonly store: Pick<PostgresEventStore, 'head' | 'transactions'>;
  /** The store's schema. */
  readonly schema: string;
  /** The subscription of the generation. */
  readonly subscription: string;
  /** Whether appends write the rows themselves once there is no subscription any more. */
  readonly inline: boolean;
}

/** What is left of one that is not there any more. */
interface NoSubscription {
  readonly positions: null;
  readonly dropped: readonly KeyedPosition[];
}

const timeLimit = 120_000;

/**
 * Reads rows with the checkpoints that they belong to: in one transaction, whose statements all see one moment.
 *
 * Rows that appends write themselves have no checkpoint, and positions have gaps while appends are in flight: everything
 * up to the head of before the snapshot was committed before it, and of what lies behind that, the snapshot says itself
 * which events it sees.
 */
export class PostgresSnapshots implements Snapshots {
  readonly #standing: string;
  readonly #behind: string;

  /** @throws InvalidSchemaName */
  constructor(private readonly parts: PostgresSnapshotsParts) {
    const { standing, behind } = verificationStatements(parts.schema);
    this.#standing = standing;
    this.#behind = behind;
  }

  async take<R>(read: (manager: EntityManager | undefined) => Promise<R>): Promise<Snapshot<R>> {
    const { store, subscription, inline } = this.parts;
    const head = inline ? await store.head() : 0;
    return store.transactions.run(
      async (manager) => {
        const [record] = await manager.query<(SubscriptionRecord | NoSubscription)[]>(this.#standing, [subscription]);
        if (record === undefined) throw new CheckpointMissing(subscription);
        if (record.positions !== null) return { standing: standingOf(record), read: await read(manager) };
        if (!inline) throw new CheckpointMissing(subscription);
        const [behind] = await manager.query<{ readonly positions: readonly number[] }[]>(this.#behind, [head]);
        return { standing: inlineStanding(head, behind?.positions ?? [], record.dropped), read: await read(manager) };
      },
      { isolation: 'REPEATABLE READ', timeLimit },
    );
  }
}
