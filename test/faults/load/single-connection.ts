import 'reflect-metadata';
import { EventStore, noValidation } from '@daybook/event-store';
import {
  type AggregateRepository,
  DaybookModule,
  getAggregateRepositoryToken,
  TransactionContext,
  UnitOfWork,
} from '@daybook/nestjs';
import { NestFactory } from '@nestjs/core';
import { TypeOrmModule } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { Vault, VaultOpened } from './vault.js';

/** What an application on a single connection is made of. */
export interface SingleConnection {
  readonly store: EventStore;
  readonly vaults: AggregateRepository<Vault>;
  readonly unitOfWork: UnitOfWork;
  readonly transactions: TransactionContext;
  readonly dataSource: DataSource;
  close(): Promise<void>;
}

/** @param waitMs how long a caller waits for the connection */
export async function openSingleConnection(url: string, waitMs: number): Promise<SingleConnection> {
  const extra = { options: '-c synchronous_commit=on', max: 1 };
  const application = await NestFactory.createApplicationContext(
    {
      module: class Vaults {},
      imports: [
        TypeOrmModule.forRoot({ type: 'postgres', url, retryAttempts: 0, extra }),
        DaybookModule.forRoot({ migrations: 'ignore', validation: noValidation, limits: { waitMs } }),
        DaybookModule.forFeature({ aggregates: [Vault] }),
      ],
    },
    { logger: false, abortOnError: false },
  );
  return {
    store: application.get(EventStore),
    vaults: application.get<AggregateRepository<Vault>>(getAggregateRepositoryToken(Vault)),
    unitOfWork: application.get(UnitOfWork),
    transactions: application.get(TransactionContext),
    dataSource: application.get(DataSource),
    close: () => application.close(),
  };
}

/** Everything that repositories and the store do, on a vault that is there; each ends by itself and answers anything. */
export const operations: Readonly<Record<string, (app: SingleConnection, id: string) => Promise<unknown>>> = {
  load: ({ vaults }, id) => vaults.load(id),
  'load as of then': ({ vaults }, id) => vaults.load(id, { version: 1 }),
  find: ({ vaults }, id) => vaults.find(id),
  create: ({ vaults }, id) => vaults.create(`${id}-twin`, (vault) => vault.open(5)),
  update: ({ vaults }, id) => vaults.update(id, (vault) => vault.credit(1)),
  'update that changes nothing': ({ vaults }, id) => vaults.update(id, (vault) => vault.thaw()),
  save: async ({ vaults }, id) => {
    const vault = await vaults.load(id);
    vault.credit(1);
    return vaults.save(vault);
  },
  history: ({ vaults }, id) => countOf(vaults.history(id)),
  append: ({ store }, id) => store.append(`vault-${id}-a`, [VaultOpened.of({ limit: 1 })], { expected: 'any' }),
  appendAll: ({ store }, id) =>
    store.appendAll([{ streamId: `vault-${id}-b`, events: [VaultOpened.of({ limit: 1 })], expected: 'any' }]),
  readStream: ({ store }, id) => countOf(store.readStream(`vault-${id}`, { batchSize: 1 })),
  readAll: ({ store }) => countOf(store.readAll({ batchSize: 2, limit: 20 })),
  head: ({ store }) => store.head(),
  findAppend: ({ store }, id) => store.findAppend(id),
  'another unit of work': ({ unitOfWork, vaults }, id) => unitOfWork.run(() => vaults.load(id)),
};

async function countOf(items: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  for await (const item of items) count += item === undefined ? 0 : 1;
  return count;
}
