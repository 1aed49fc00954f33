import { EventCodec, EventTypeRegistry, noValidation, PostgresEventStore } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { DataSource, EntitySchema } from 'typeorm';
import { AggregateRepository } from '../aggregate-repository.js';
import { ambientOf } from '../ambient-of.js';
import { AggregateCache } from '../cache/aggregate-cache.js';
import { AsyncLocalTransactionContext } from '../async-local-transaction-context.js';
import type { TransactionContext } from '../transaction-context.js';
import { UnitOfWork } from '../unit-of-work.js';
import { Counted, Tally, TallyBegun } from './tally.js';

/** A table of the application's own, beside the events. */
export const Payout = new EntitySchema<{ id: string; amount: number }>({
  name: 'payout',
  columns: { id: { type: String, primary: true }, amount: { type: 'integer' } },
});

/** A database with that table, for all processes of a spec. */
export async function payoutDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  const owner = await new DataSource({ type: 'postgres', url: database.url }).initialize();
  await owner.query('CREATE TABLE public.payout (id text PRIMARY KEY, amount integer NOT NULL)');
  await owner.query(`GRANT ALL ON public.payout TO ${database.applicationRole}`);
  await owner.destroy();
  return database;
}

interface ProcessOptions {
  readonly poolSize?: number;
  readonly transactions?: TransactionContext;
}

/** One process of an application that keeps tallies as events, and payouts in its own table. */
export class PayoutProcess {
  private constructor(
    readonly dataSource: DataSource,
    readonly store: PostgresEventStore,
    readonly tallies: AggregateRepository<Tally>,
    readonly unitOfWork: UnitOfWork,
    readonly transactions: TransactionContext,
  ) {}

  static async start(url: string, { poolSize = 10, transactions }: ProcessOptions = {}): Promise<PayoutProcess> {
    const dataSource = new DataSource({ type: 'postgres', url, poolSize, entities: [Payout] });
    await dataSource.initialize();
    return PayoutProcess.#on(dataSource, transactions ?? new AsyncLocalTransactionContext());
  }

  static async #on(dataSource: DataSource, transactions: TransactionContext): Promise<PayoutProcess> {
    const registry = new EventTypeRegistry().register(TallyBegun, Counted);
    const codec = new EventCodec({ registry, validation: noValidation });
    const store = await PostgresEventStore.open({ dataSource, codec, ambient: ambientOf(transactions) });
    const tallies = new AggregateRepository(Tally, store, { transactions, cache: new AggregateCache(1_000) });
    const unitOfWork = new UnitOfWork(store.transactions, transactions);
    return new PayoutProcess(dataSource, store, tallies, unitOfWork, transactions);
  }

  async begin(id: string): Promise<string> {
    await this.tallies.create(id, (tally) => tally.begin('o-1'));
    return id;
  }

  async payouts(id: string): Promise<readonly number[]> {
    return (await this.dataSource.manager.findBy(Payout, { id })).map(({ amount }) => amount);
  }

  async sum(id: string): Promise<number> {
    return (await this.tallies.load(id)).sum;
  }

  stop(): Promise<void> {
    return this.dataSource.destroy();
  }
}
