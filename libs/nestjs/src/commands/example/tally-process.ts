import { EventCodec, EventTypeRegistry, noValidation, PostgresEventStore } from '@daybook/event-store';
import { DataSource } from 'typeorm';
import { AggregateRepository } from '../aggregate-repository.js';
import { ambientOf } from '../ambient-of.js';
import { AsyncLocalTransactionContext } from '../async-local-transaction-context.js';
import { AggregateCache } from '../cache/aggregate-cache.js';
import { Counted, Tally, TallyBegun } from './tally.js';

/** What one process of an application has: a pool, a store, and what it remembers. */
export interface TallyProcess {
  readonly dataSource: DataSource;
  readonly store: PostgresEventStore;
  readonly tallies: AggregateRepository<Tally>;
  stop(): Promise<void>;
}

export async function tallyProcess(url: string, poolSize = 10): Promise<TallyProcess> {
  const dataSource = await new DataSource({ type: 'postgres', url, poolSize }).initialize();
  const registry = new EventTypeRegistry().register(TallyBegun, Counted);
  const codec = new EventCodec({ registry, validation: noValidation });
  const transactions = new AsyncLocalTransactionContext();
  const store = await PostgresEventStore.open({ dataSource, codec, ambient: ambientOf(transactions) });
  const tallies = new AggregateRepository(Tally, store, { transactions, cache: new AggregateCache(1_000) });
  return { dataSource, store, tallies, stop: () => dataSource.destroy() };
}
