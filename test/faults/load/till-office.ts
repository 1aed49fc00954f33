import { type AggregateClass, aggregateDefinitionOf, never, systemClock } from '@daybook/domain';
import { PostgresEventStore } from '@daybook/event-store';
import {
  AggregateRepository,
  AggregateSnapshots,
  AggregateSnapshotting,
  SnapshotKeeping,
  type SnapshotTally,
} from '@daybook/nestjs';
import type { DataSource } from 'typeorm';
import { openDataSource } from './opened-store.js';
import { Rung, type Till, tillCodec } from './tills.js';

/** A till as somebody says that it is. */
export interface SaidOfTill {
  readonly version: number;
  readonly total: number;
  readonly trace: number;
}

/** One process that keeps tills by a class, with snapshots as the class's policy says. */
export class TillOffice {
  private constructor(
    readonly dataSource: DataSource,
    readonly store: PostgresEventStore,
    readonly keeping: SnapshotKeeping,
    readonly snapshotting: AggregateSnapshotting<Till>,
    readonly snapshots: AggregateSnapshots,
    readonly tills: AggregateRepository<Till>,
  ) {}

  static async open(url: string, tillClass: AggregateClass<Till>): Promise<TillOffice> {
    const dataSource = await openDataSource(url);
    const store = await PostgresEventStore.open({ dataSource, codec: tillCodec() });
    const keeping = new SnapshotKeeping({ store: store.snapshots, clock: systemClock });
    const { snapshot: policy = never() } = aggregateDefinitionOf(tillClass);
    const snapshotting = new AggregateSnapshotting(tillClass, { keeping, policy });
    const snapshots = new AggregateSnapshots({
      ...{ keeping, store, clock: systemClock },
      aggregateOf: () => tillClass,
      of: () => snapshotting,
    });
    const tills = new AggregateRepository(tillClass, store, { snapshots: snapshotting });
    return new TillOffice(dataSource, store, keeping, snapshotting, snapshots, tills);
  }

  /** Rings a till so often, one append for each. */
  async ring(id: string, times: number, cents: () => number): Promise<void> {
    const first = await this.tills.find(id);
    let rung = 0;
    if (first === undefined) {
      await this.tills.create(id, (till) => till.ring(cents()));
      rung++;
    }
    for (; rung < times; rung++) await this.tills.update(id, (till) => till.ring(cents()));
  }

  /** Writes the events of a till under the ids that they have elsewhere: the log as a restoration brings it back. */
  async bringBack(id: string, events: readonly { readonly eventId: string; readonly cents: number }[]): Promise<void> {
    const proposed = events.map(({ eventId, cents }) => ({ eventId, event: Rung.of({ cents }) }));
    await this.store.append(`till-${id}`, proposed, { expected: 'noStream' });
  }

  async said(id: string, version?: number): Promise<SaidOfTill> {
    const till = await (version === undefined ? this.tills.load(id) : this.tills.load(id, { version }));
    return { version: till.version, total: till.total, trace: till.trace };
  }

  get counts(): SnapshotTally {
    return this.keeping.counts.now;
  }

  async close(): Promise<void> {
    await this.keeping.queue.close();
    await this.store.close();
    await this.dataSource.destroy();
  }
}
