import {
  PostgresEventStore,
  SubscriptionRunner,
  type Consumer,
  type Delivery,
  type EventCodec,
} from '@daybook/event-store';
import { modelDataSource, type ModelManager } from '../driver/model-data-source.js';
import type { ModelPool } from '../driver/model-pool.js';
import { insert } from '../postgres/statement.js';

/**
 * The store of a process.
 *
 * @param change what a wrong build does otherwise
 */
export async function storeOver(
  pool: ModelPool,
  codec: EventCodec,
  change: (store: PostgresEventStore) => void = () => undefined,
): Promise<PostgresEventStore> {
  const dataSource = modelDataSource({ pool });
  const store = await PostgresEventStore.open({ dataSource, codec, preparedStatements: false, wakeUps: 'poll' });
  change(store);
  return store;
}

let effects = 0;

/** Writes a row for each event, in the transaction of the checkpoint. */
export function effectsConsumer(by: string, segments: number): Consumer {
  return {
    name: 'effects',
    kind: 'subscription',
    segments,
    from: 0,
    batchSize: 2,
    transactional: true,
    retry: { attempts: 1, firstMs: 1, longestMs: 1 },
    parking: { perKey: 10, inAll: 10 },
    keysOf: ({ streamId }) => [streamId],
    async apply(deliveries: readonly Delivery[], manager) {
      const { ask } = manager as unknown as ModelManager;
      for (const { recorded } of deliveries) {
        const { position, streamId: stream } = recorded;
        await ask(insert('effects', ++effects, { position, stream, by }));
      }
    },
  };
}

/** A runner whose id sorts as its number and its life do, so that a schedule means the same in each run. */
export function runnerOf(store: PostgresEventStore, number: number, life: number): SubscriptionRunner {
  for (;;) {
    const runner = new SubscriptionRunner({
      store,
      name: `process ${number}`,
      leaseMs: 300,
      heartbeatMs: 100,
      connections: 2,
    });
    if (runner.id.startsWith((number * 8 + life).toString(16))) return runner;
  }
}
