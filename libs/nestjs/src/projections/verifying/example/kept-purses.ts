import type { DomainEvent } from '@daybook/domain';
import type { EventStore } from '@daybook/event-store';
import type { FoldProjection } from '../../fold-projection.js';
import { projectionDefinitionOf } from '../../projection-definition.js';
import { MemoryRows } from '../../read-model/memory-rows.js';
import { Balance, Balances, Filled, Lost, Moved, purseStore } from '../../running/example/balances.js';
import { deliveriesOf, write } from '../../running/example/purse-log.js';
import { foldBatch, keysIn } from '../../running/fold-batch.js';
import { RowFolding } from '../../running/row-folding.js';
import type { SubscriptionRecord } from '../standing.js';
import type { VerificationParts } from '../verification.js';
import type { VerificationOptions } from '../verification-options.js';
import type { VerificationReport } from '../verification-report.js';
import { verifyProjection } from '../verify-projection.js';
import { FixedSnapshots } from './fixed-snapshots.js';

export type Written = readonly [string, DomainEvent];

/** The one that is shipped, or one that goes wrong. */
export type Verify = typeof verifyProjection<Balance>;

/** A projection that has applied what is in its log, and stands still. */
export class KeptPurses {
  readonly rows = new MemoryRows<Balance>();
  readonly store = purseStore().store as EventStore;
  record: SubscriptionRecord = { positions: [0], parked: [], dropped: [] };

  constructor(readonly of: new () => FoldProjection<Balance> = Balances) {}

  static async with(events: readonly Written[], of?: new () => FoldProjection<Balance>): Promise<KeptPurses> {
    const kept = new KeptPurses(of);
    await kept.write(...events);
    await kept.apply();
    return kept;
  }

  async write(...events: readonly Written[]): Promise<void> {
    await write(this.store, ...events);
  }

  async apply(): Promise<void> {
    const definition = projectionDefinitionOf(this.of);
    const deliveries = await deliveriesOf(this.store, definition);
    const rows = await this.rows.load(keysIn(deliveries));
    await this.rows.save(foldBatch(new RowFolding(definition, new this.of()), deliveries, rows));
    this.record = { ...this.record, positions: [await this.store.head()] };
  }

  async alter(key: string, changes: Partial<Balance> | null): Promise<void> {
    const row = (await this.rows.load([key])).get(key) ?? Object.assign(new Balance(), { purseId: key });
    await this.rows.save(new Map([[key, changes && Object.assign(row, changes)]]));
  }

  verify(
    options?: VerificationOptions,
    parts: Partial<VerificationParts<Balance>> = {},
    verify: Verify = verifyProjection,
  ): Promise<VerificationReport> {
    return verify(
      {
        definition: projectionDefinitionOf(this.of),
        fold: new this.of(),
        store: this.store,
        generation: { name: 'balances', version: 1, generation: 1 },
        rows: this.rows,
        snapshots: new FixedSnapshots(this.record),
        ...parts,
      },
      options,
    );
  }
}

export function filled(purse: string, ...cents: readonly number[]): Written[] {
  return cents.map((amount) => [purse, Filled.of({ cents: amount })]);
}

export const some: readonly Written[] = [
  ...filled('a', 1, 2),
  ...filled('b', 10),
  ['a', Moved.of({ from: 'a', to: 'c', cents: 5 })],
  ...filled('d', 3),
  ['d', Lost.of()],
];
