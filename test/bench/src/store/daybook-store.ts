import { EventCodec, EventTypeRegistry, migrate, PostgresEventStore } from '@daybook/event-store';
import { AggregateRepository } from '@daybook/nestjs';
import { DataSource } from 'typeorm';
import { Account } from '../account/account.js';
import { FundsDeposited } from '../account/funds-deposited.js';
import { poolSize } from '../server/bench-server.js';

/** Daybook as it is measured. */
export const daybookConfiguration = {
  store: 'PostgresEventStore with its defaults: group append, prepared statements',
  codec: 'EventCodec with its defaults; every payload validated by class-validator on append',
  dataSource: 'TypeORM DataSource',
  poolSize,
};

/** An event store on a database that has been empty until now. */
export interface DaybookStore {
  readonly dataSource: DataSource;
  readonly store: PostgresEventStore;
  readonly accounts: AggregateRepository<Account>;
}

export async function openDaybook(url: string): Promise<DaybookStore> {
  const dataSource = await new DataSource({ type: 'postgres', url, poolSize }).initialize();
  await migrate({ dataSource });
  const codec = new EventCodec({ registry: new EventTypeRegistry().register(FundsDeposited) });
  const store = await PostgresEventStore.open({ dataSource, codec });
  return { dataSource, store, accounts: new AggregateRepository(Account, store) };
}
