import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type AggregateRepository, Daybook, DaybookModule, getAggregateRepositoryToken } from '@daybook/nestjs';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Client } from 'pg';

import { AccountsModule } from '../../src/accounts/accounts.module.js';
import { Account } from '../../src/accounts/domain/account.js';
import { StatementImport } from '../../src/accounts/import-statement/statement-import.js';
import { StatementFile } from '../../src/accounts/statement/statement-file.js';
import { migrateSchema } from '../../src/migrate-database.js';
import { BankFigures, type LineFigures } from './bank-figures.js';
import { BankStatement } from './bank-statement.js';
import { eventually } from './harbour-process.js';
import { RunningHarbour } from './running-harbour.js';
import { ToolProcess } from './tool-process.js';

// Only limits: a quiet machine needs a tenth of them.
const withinMs = 600_000;
const askedWithinMs = 180_000;
const scheduledWithinMs = 150_000;

let folder: string;
let figures: BankFigures;
let rows: number;
let harbour: RunningHarbour;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'daybook-reports-'));
  const statement = await BankStatement.find(folder);
  figures = new BankFigures(statement.rows);
  rows = statement.rows.length;
  const database = await createTestDatabase();
  await importAlone(statement.path, database);
  await migrateSchema(database.url, database.applicationRole);
  harbour = await RunningHarbour.on(database);
  await harbour.app.get(Daybook).whenIdle({ timeoutMs: withinMs });
}, withinMs);

afterEach(() => void jest.useRealTimers());

afterAll(async () => {
  await harbour.stop();
  await rm(folder, { recursive: true });
});

class PlainBank {}

/** Imports by the accounts alone, as they were before anything was kept besides the log: Harbour finds it all there. */
async function importAlone(path: string, database: TestDatabase): Promise<void> {
  const imports = [
    TypeOrmModule.forRoot({ type: 'postgres', url: database.applicationUrl, retryAttempts: 0 }),
    DaybookModule.forRoot({ migrations: 'check', run: 'none' }),
    CqrsModule.forRoot(),
    AccountsModule.with({}),
  ];
  const app = await NestFactory.createApplicationContext({ module: PlainBank, imports }, { logger: ['error'] });
  const accounts = app.get<AggregateRepository<Account>>(getAggregateRepositoryToken(Account), { strict: false });
  const options = { overdraftLimitMinor: null, concurrency: 64, signal: new AbortController().signal };
  const importing = new StatementImport(app.get(CommandBus), accounts, await StatementFile.open(path), options);
  await importing.run();
  await app.close();
}

/** A scheduled projection is brought up to date each minute: of all that tells the time the dates alone, a minute on. */
function aMinuteLater(): void {
  const own = ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'clearInterval', 'clearImmediate'] as const;
  const doNotFake = [...own, 'nextTick', 'queueMicrotask', 'hrtime', 'performance'] as const;
  jest.useFakeTimers({ now: Date.now() + 60_000, doNotFake: [...doNotFake] });
}

type Body = Record<string, unknown>;

/** Asks the database itself, as the application's role. */
async function ask<Row extends Body = Body>(statement: string, values: readonly unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: harbour.database.applicationUrl });
  await client.connect();
  try {
    return (await client.query<Row>(statement, [...values])).rows;
  } finally {
    await client.end();
  }
}

/** What a command about a read model prints as JSON, and how it ends. */
async function projections(...args: readonly string[]): Promise<Body> {
  const tool = new ToolProcess('daybook', ['projections', ...args, '--json'], harbour.database, {
    NODE_ENV: 'production',
  });
  const code = await tool.exit;
  // In front of it may be how far it is.
  const said = tool.output.trimEnd().split('\n').at(-1) ?? '';
  if (!said.startsWith('{')) throw new Error(`${args.join(' ')} ended with ${code}: ${tool.output}`);
  return { ...(JSON.parse(said) as Body), code };
}

async function get(path: string): Promise<Body> {
  const { status, body } = await harbour.get(path);
  expect([path, status]).toEqual([path, 200]);
  return body;
}

/** Numbers that look random and are the same in each run. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** The days on which anything was booked. */
const calendar = (): readonly string[] => figures.days().map(({ day }) => day);

describe('After the statement of a whole bank', () => {
  test('each account is listed with the balance that its rows add up to', async () => {
    const listed: Body[] = [];
    let cursor: string | null = '';
    do {
      const page: Body = await get(`/accounts?sort=balanceMinor&limit=97${cursor === '' ? '' : `&cursor=${cursor}`}`);
      listed.push(...(page['accounts'] as Body[]));
      cursor = page['nextCursor'] as string | null;
    } while (cursor !== null);
    expect(listed.map(({ balanceMinor }) => Number(balanceMinor))).toEqual(
      figures.accounts.map((account) => figures.balanceOf(account)).sort((one, other) => one - other),
    );
    const expected = figures.accounts.map((accountId) => ({
      ...{ accountId, ownerId: `owner-of-${accountId}`, currency: 'CZK', status: 'open' },
      balanceMinor: figures.balanceOf(accountId),
      openedAt: `${figures.openedOn(accountId)}T00:00:00.000Z`,
      version: 1 + figures.bookingsOf(accountId),
    }));
    expect(new Map(listed.map((row) => [row['accountId'], row]))).toEqual(
      new Map(expected.map((row) => [row.accountId, row])),
    );
  });

  test('the statements of 20 accounts for periods at random say what the bank had said, line by line', async () => {
    expect(figures.isInOrder).toBe(true);
    const upTo = random(20);
    const days = calendar();
    let lines = 0;
    for (let n = 0; n < 20; n++) {
      const account = figures.accounts[upTo(figures.accounts.length)] ?? '';
      const [from = '', to = ''] = [days[upTo(days.length)] ?? '', days[upTo(days.length)] ?? ''].sort();
      const body = await get(`/accounts/${account}/statement?from=${from}&to=${to}`);
      const said = (body['lines'] as Body[]).map(({ occurredAt, amountMinor, balanceMinor }) => ({
        day: String(occurredAt).slice(0, 10),
        amountMinor,
        balanceMinor,
      })) as LineFigures[];
      const { openingBalanceMinor, closingBalanceMinor } = body;
      expect({ account, from, to, openingBalanceMinor, closingBalanceMinor, lines: said }).toEqual({
        account,
        from,
        to,
        ...figures.statement(account, from, to),
      });
      lines += said.length;
    }
    expect(lines).toBeGreaterThan(100);
  });

  test(
    'the statement of every fourth account, for a fifth of the time in the midst of it, opens and closes where the bank’s did',
    async () => {
      const days = calendar();
      const [from = '', to = ''] = [days[Math.floor(days.length * 0.4)], days[Math.floor(days.length * 0.6)]];
      const ends = async (account: string): Promise<unknown> => {
        const body = await get(`/accounts/${account}/statement?from=${from}&to=${to}`);
        const { openingBalanceMinor, closingBalanceMinor, lines } = body as Body & { lines: readonly unknown[] };
        return { account, openingBalanceMinor, closingBalanceMinor, lines: lines.length };
      };
      const left = figures.accounts.filter((_, index) => index % 4 === 0);
      while (left.length > 0) {
        const some = left.splice(0, 16);
        const expected = some.map((account) => {
          const { openingBalanceMinor, closingBalanceMinor, lines } = figures.statement(account, from, to);
          return { account, openingBalanceMinor, closingBalanceMinor, lines: lines.length };
        });
        expect(await Promise.all(some.map(ends))).toEqual(expected);
      }
    },
    askedWithinMs,
  );

  test(
    'the totals of every day are those of its rows',
    async () => {
      const days = async (): Promise<Body[]> => (await get('/reports/daily-totals'))['days'] as Body[];
      const counted = async (): Promise<number> => (await days()).reduce((sum, { count }) => sum + Number(count), 0);
      aMinuteLater();
      await eventually('the run that is due is over', async () => (await counted()) === rows, scheduledWithinMs);
      expect(await days()).toEqual(figures.days());
      const [from = '', to = ''] = [calendar()[10], calendar()[40]];
      expect((await get(`/reports/daily-totals?from=${from}&to=${to}`))['days']).toEqual(figures.days().slice(10, 41));
    },
    scheduledWithinMs,
  );

  test(
    'the net worth at the ends of twelve months is what had been booked by then',
    async () => {
      const days = calendar();
      const [first = '', last = ''] = [days[0], days.at(-1)];
      const begin = Date.parse(first);
      const step = (Date.parse(last) - begin) / 12;
      for (let n = 1; n <= 12; n++) {
        const month = new Date(begin + n * step);
        // The last of the month before.
        const day = new Date(Date.UTC(month.getUTCFullYear(), month.getUTCMonth(), 0)).toISOString().slice(0, 10);
        expect({ day, ...(await get(`/reports/net-worth?occurredBy=${day}`)) }).toMatchObject({
          day,
          ...figures.worthOn(day),
        });
      }
      expect(await get('/reports/net-worth')).toMatchObject(figures.worthOn(last));
      const before = new Date(Date.now() - 86_400_000).toISOString();
      expect(await get(`/reports/net-worth?recordedBy=${before}`)).toMatchObject({ totalMinor: 0, accounts: 0 });
    },
    askedWithinMs,
  );

  test(
    'the net worth as it was known in the midst of the import is that of what had been recorded by then',
    async () => {
      const [midst] = await ask<{ moment: Date }>(
        `SELECT date_trunc('milliseconds', recorded_at) AS moment FROM daybook.events ORDER BY position
       OFFSET (SELECT count(*) / 2 FROM daybook.events) LIMIT 1`,
      );
      const moment = midst?.moment.toISOString() ?? '';
      const [known] = await ask(
        `SELECT sum(CASE WHEN event_type IN ('account.funds-withdrawn', 'account.fee-charged') THEN -1 ELSE 1 END
                  * coalesce(data ->> 'amountMinor', data -> 'amount' ->> 'minor', '0')::bigint)::float AS "totalMinor",
              count(*) FILTER (WHERE event_type = 'account.opened')::int AS accounts
       FROM daybook.events WHERE recorded_at <= $1`,
        [moment],
      );
      expect(await get(`/reports/net-worth?recordedBy=${moment}`)).toMatchObject(known ?? {});
      expect(Number(known?.['totalMinor'])).not.toBe(figures.worthOn(calendar().at(-1) ?? '').totalMinor);
    },
    askedWithinMs,
  );

  test('the exposure of each owner is the balance of the one account that the statement knows', async () => {
    const exposures = await ask<{ owner_id: string; balance: string; accounts: number }>(
      'SELECT owner_id, balance_minor::text AS balance, accounts FROM owner_exposures',
    );
    const owed = new Map(exposures.map(({ owner_id, balance, accounts }) => [owner_id, [Number(balance), accounts]]));
    expect(owed).toEqual(new Map(figures.accounts.map((id) => [`owner-of-${id}`, [figures.balanceOf(id), 1]])));
  });
});

describe('What the command line says of these rows', () => {
  const agreed = { code: 0, differing: 0, differences: [], parked: [] };
  const altered = (): string => figures.accounts[7] ?? '';

  test(
    'is that none differs from the log',
    async () => {
      const found = ['account-balances', 'account-statements', 'daily-totals'].map((name) =>
        projections('verify', name),
      );
      expect(await Promise.all(found)).toEqual([
        expect.objectContaining({ ...agreed, keys: figures.accounts.length }),
        expect.objectContaining({ ...agreed, keys: figures.accounts.length + rows }),
        expect.objectContaining({ ...agreed, keys: figures.days().length }),
      ]);
    },
    askedWithinMs,
  );

  test(
    'is which one was altered by hand, and by what it was touched; a rebuild heals it, and the way back does not',
    async () => {
      const account = altered();
      const balanceMinor = figures.balanceOf(account);
      await ask('UPDATE account_balances SET balance_minor = balance_minor + 1 WHERE account_id = $1', [account]);
      const events = await ask(
        `SELECT position::int, event_type AS type FROM daybook.events JOIN daybook.streams USING (stream_key)
       WHERE stream_id = $1 ORDER BY position DESC LIMIT 20`,
        [`account-${account}`],
      );
      const fields = [{ field: 'balanceMinor', expected: balanceMinor, found: balanceMinor + 1 }];
      const found = { code: 1, generation: 1, keys: figures.accounts.length, differing: 1 };
      expect(await projections('verify', 'account-balances', '--values')).toMatchObject({
        ...found,
        differences: [{ key: account, kind: 'altered', fields, events: events.toReversed() }],
      });
      const shown = async (): Promise<unknown> =>
        ((await get(`/accounts?ownerId=owner-of-${account}`))['accounts'] as Body[])[0]?.['balanceMinor'];
      expect(await shown()).toBe(balanceMinor + 1);

      expect(await projections('rebuild', 'account-balances', '--watch')).toMatchObject({
        code: 0,
        state: 'live',
        generation: { generation: 2 },
        comparison: { keys: Math.min(1_000, figures.accounts.length), differing: 0 },
      });
      expect(await shown()).toBe(balanceMinor);
      expect(await projections('verify', 'account-balances')).toMatchObject({ ...agreed, generation: 2 });

      // As a rebuild would leave it that takes the rows that are there for right.
      expect(await projections('rollback', 'account-balances')).toMatchObject({ code: 0 });
      expect(await shown()).toBe(balanceMinor + 1);
      expect(await projections('verify', 'account-balances')).toMatchObject(found);
    },
    withinMs,
  );
});
