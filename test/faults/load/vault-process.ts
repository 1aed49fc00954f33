import 'reflect-metadata';
import { EventStore, noValidation } from '@daybook/event-store';
import { type AggregateRepository, DaybookModule, getAggregateRepositoryToken } from '@daybook/nestjs';
import { NestFactory } from '@nestjs/core';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { RememberingVaults } from '../wrong-builds/remembering-vaults.js';
import { noteOn } from './vault-steps.js';
import { VaultKeeper } from './vault-keeper.js';
import { Vault } from './vault.js';
import type { Build, VaultCall } from './vault-requests.js';

// The main file of a process of an application: what it is asked comes and goes over the channel to its parent.
const [, , url = ''] = process.argv;
process.on('disconnect', () => process.exit());

const application = await NestFactory.createApplicationContext(
  {
    module: class Vaults {},
    imports: [
      TypeOrmModule.forRoot({
        type: 'postgres',
        url,
        retryAttempts: 0,
        extra: { options: '-c synchronous_commit=on' },
      }),
      DaybookModule.forRoot({ migrations: 'ignore', validation: noValidation }),
      DaybookModule.forFeature({ aggregates: [Vault] }),
    ],
  },
  { logger: ['error'] },
);
const store = application.get(EventStore);
noteOn(store);
const dataSource = application.get<DataSource>(getDataSourceToken());
const shipped = application.get<AggregateRepository<Vault>>(getAggregateRepositoryToken(Vault));
const keepers = new Map<string, VaultKeeper>([['daybook', new VaultKeeper(shipped, dataSource)]]);

function keeperOf(build: Build): VaultKeeper {
  const keeper =
    keepers.get(build) ?? new VaultKeeper(new RememberingVaults(store, build as Exclude<Build, 'daybook'>), dataSource);
  keepers.set(build, keeper);
  return keeper;
}

process.on('message', ({ call, build, request }: VaultCall) => {
  keeperOf(build)
    .handle(request)
    .then(
      (reply) => process.send?.({ call, reply }),
      (error: unknown) => process.send?.({ call, error: error instanceof Error ? error.stack : String(error) }),
    );
});
process.send?.({ call: 0 });
