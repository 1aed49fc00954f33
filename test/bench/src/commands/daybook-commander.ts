import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { DaybookModule, MessageContext } from '@daybook/nestjs';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { getDataSourceToken, TypeOrmModule } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Account } from '../account/account.js';
import { nextPayment } from '../account/payment.js';
import { commandRound, type Commander, type Handle } from './commander.js';
import { DepositFunds, DepositFundsHandler } from './deposit-funds.js';

const fill = readFileSync(new URL('../../fill/fill.sql', import.meta.url), 'utf8');

/** Daybook as it is measured. */
export const daybookConfiguration = {
  application: 'a Nest application context: TypeOrmModule, CqrsModule, DaybookModule with its defaults',
  commands: 'CommandBus.execute → AggregateRepository.update, the event validated by class-validator',
};

/** How Daybook is set up for a row of the table. */
export interface DaybookCommands {
  /** Whether repositories keep aggregates between commands. */
  readonly cache: boolean;
  /** Whether each command comes with an idempotency key of its own. */
  readonly keys: boolean;
  readonly poolSize: number;
}

/** A Nest application without HTTP: its command bus, one handler, one repository. */
export async function daybookCommander(url: string, { cache, keys, poolSize }: DaybookCommands): Promise<Commander> {
  // Several applications in one process, each on a database of its own.
  const dataSource = new URL(url).pathname.slice(1);
  const application = await NestFactory.createApplicationContext(
    {
      module: class Commands {},
      imports: [
        TypeOrmModule.forRoot({ type: 'postgres', name: dataSource, url, poolSize }),
        CqrsModule.forRoot(),
        DaybookModule.forRoot({ dataSource, ...(cache ? {} : { aggregateCache: false }) }),
        DaybookModule.forFeature({ aggregates: [Account] }),
      ],
      providers: [DepositFundsHandler],
    },
    { logger: ['error', 'warn'] },
  );
  const connections = application.get<DataSource>(getDataSourceToken(dataSource));
  const bus = application.get(CommandBus);
  const handle: Handle = (account) => bus.execute(new DepositFunds(String(account), nextPayment()));
  const handleOnce: Handle = (account, caller) =>
    MessageContext.run({ idempotencyKey: randomUUID() }, () => handle(account, caller));
  return {
    fill: ({ first, count }) => connections.query(fill, [first, count, 0]),
    run: (round) => commandRound(keys ? handleOnce : handle, round),
    close: () => application.close(),
  };
}
