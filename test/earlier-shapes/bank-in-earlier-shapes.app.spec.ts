import 'reflect-metadata';

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DomainEvent } from '@daybook/domain';
import type { WriteVersions } from '@daybook/event-store';
import { type AggregateRepository, getAggregateRepositoryToken } from '@daybook/nestjs';
import type { TestDatabase } from '@daybook/testing';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import { Client } from 'pg';
import { DepositFunds } from '../../src/accounts/deposit-funds/deposit-funds.command.js';
import { Account } from '../../src/accounts/domain/account.js';
import { AccountFrozen } from '../../src/accounts/domain/events/account-frozen.js';
import { FundsDeposited } from '../../src/accounts/domain/events/funds-deposited.js';
import { Money } from '../../src/accounts/domain/money.js';
import { FreezeAccount } from '../../src/accounts/freeze-account/freeze-account.command.js';
import type { ImportTally } from '../../src/accounts/import-statement/import-tally.js';
import { StatementImport } from '../../src/accounts/import-statement/statement-import.js';
import { OpenAccount } from '../../src/accounts/open-account/open-account.command.js';
import { StatementFile } from '../../src/accounts/statement/statement-file.js';
import { StatementVerification } from '../../src/accounts/verify-statement/statement-verification.js';
import type { VerificationTally } from '../../src/accounts/verify-statement/verification-tally.js';
import { AppModule } from '../../src/app.module.js';
import { BankStatement } from '../journeys/bank-statement.js';
import { newHarbourDatabase } from '../journeys/running-harbour.js';

const rows = 900;

let folder: string;
let statement: BankStatement;
let database: TestDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daybook-earlier-shapes-'));
  statement = await (await BankStatement.find(folder)).start(join(folder, 'start.csv'), rows);
  database = await newHarbourDatabase();
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

/** What one process does with the first rows of the bank, which writes in these shapes. */
async function withHarbour<R>(
  writeVersions: WriteVersions,
  work: (commands: CommandBus, accounts: AggregateRepository<Account>) => Promise<R>,
): Promise<R> {
  const module = AppModule.on(database.applicationUrl, { run: 'none', writeVersions });
  const app = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  try {
    return await work(app.get(CommandBus), app.get(getAggregateRepositoryToken(Account), { strict: false }));
  } finally {
    await app.close();
  }
}

const options = { overdraftLimitMinor: null, concurrency: 64, signal: new AbortController().signal };

function imported(upTo: number, writeVersions: WriteVersions = {}): Promise<ImportTally> {
  return withHarbour(writeVersions, async (commands, accounts) => {
    const part = await statement.start(join(folder, `first-${upTo}.csv`), upTo);
    const importing = new StatementImport(commands, accounts, await StatementFile.open(part.path), options);
    await importing.run();
    return importing.tally;
  });
}

function verified(): Promise<VerificationTally> {
  return withHarbour({}, async (_, accounts) => {
    const verifying = new StatementVerification(accounts, await StatementFile.open(statement.path), options);
    await verifying.run();
    return verifying.tally;
  });
}

async function ask<Row extends object>(sql: string): Promise<readonly Row[]> {
  const client = new Client({ connectionString: database.url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

test('A bank that was imported in three shapes has each balance of the bank, and is imported again without a change', async () => {
  expect(await imported(300, { 'account.funds-deposited': 1 })).toMatchObject({ recorded: 300, refused: 0 });
  expect(await imported(600, { 'account.funds-deposited': 2 })).toMatchObject({ recorded: 300, refused: 0 });
  expect(await imported(rows)).toMatchObject({ recorded: rows - 600, refused: 0 });
  expect(
    await ask(
      `SELECT DISTINCT schema_version AS version, data ? 'amountMinor' AS flat, data->>'currency' AS currency,
              data->'amount'->>'currency' AS within
       FROM daybook.events WHERE event_type = 'account.funds-deposited' ORDER BY schema_version`,
    ),
  ).toEqual([
    { version: 1, flat: true, currency: null, within: null },
    { version: 2, flat: true, currency: 'CZK', within: null },
    { version: 3, flat: false, currency: null, within: 'CZK' },
  ]);

  expect(await verified()).toMatchObject({ rows, agreeing: rows });
  const before = await ask('SELECT max(position), count(*) FROM daybook.events');
  for (const shapes of [{}, { 'account.funds-deposited': 1 }]) {
    expect(await imported(rows, shapes)).toMatchObject({ opened: 0, recorded: 0, refused: 0, alreadyThere: rows });
  }
  expect(await ask('SELECT max(position), count(*) FROM daybook.events')).toEqual(before);
});

test('What a process writes in the first shapes, those of today read as what was decided', async () => {
  const firstShapes = { 'account.funds-deposited': 1, 'account.frozen': { event: 'account.blocked', version: 1 } };
  await withHarbour(firstShapes, async (commands) => {
    await commands.execute(new OpenAccount('anna', { ownerId: 'o-1', currency: 'SEK', overdraftLimitMinor: 0 }));
    await commands.execute(new DepositFunds('anna', 500, 'salary'));
    await commands.execute(new FreezeAccount('anna', 'court order'));
  });
  expect(
    await ask(
      `SELECT event_type AS type, schema_version AS version, data FROM daybook.events JOIN daybook.streams USING (stream_key)
       WHERE stream_id = 'account-anna' AND events.version > 1 ORDER BY events.version`,
    ),
  ).toEqual([
    // The currency would not be found again, as nobody has named a home currency.
    { type: 'account.funds-deposited', version: 1, data: { amountMinor: 500, reference: 'salary', currency: 'SEK' } },
    { type: 'account.blocked', version: 1, data: { reason: 'court order' } },
  ]);
  const read = await withHarbour({}, async (_, accounts) => {
    const events: DomainEvent[] = [];
    for await (const { event } of accounts.history('anna', { fromVersion: 2 })) events.push(event);
    return { events, status: (await accounts.load('anna')).status };
  });
  const amount = Money.of({ minor: 500, currency: 'SEK' });
  expect(read).toEqual({
    status: 'frozen',
    events: [FundsDeposited.of({ amount, reference: 'salary' }), AccountFrozen.of({ reason: 'court order' })],
  });
});
