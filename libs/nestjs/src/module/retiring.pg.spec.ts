import 'reflect-metadata';
import { On } from '@daybook/domain';
import { EventStore, type PostgresEventStore } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { Logger, type Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import {
  CustomerPaidNext,
  CustomersPaidByOperator,
  CustomersPaidNext,
} from '../projections/rehearsing/example/tills-next.js';
import { CustomerPaid, CustomersPaid, Paid, Receipt, Till, Tills } from '../projections/rehearsing/example/tills.js';
import { ProjectionOperations } from '../projections/rebuilding/projection-operations.js';
import { Declared } from '../projections/retiring/declared.js';
import { retiringWhatIsNotDeclared } from '../projections/retiring/example/wrong-builds/declared-alone.js';
import { Orphans } from '../projections/retiring/orphans.js';
import { Retirement } from '../projections/retiring/retirement.js';
import { Reaction } from '../reactions/reaction.decorator.js';
import { Daybook } from './daybook.js';
import { DaybookModule } from './daybook.module.js';

@Reaction('paid-mail', { from: 'beginning' })
class PaidMail {
  @On(Paid) paid(): void {
    // It is enough that it was called.
  }
}

let database: TestDatabase;
const apps: TestingModule[] = [];

beforeEach(async () => {
  for (const level of ['log', 'warn', 'error'] as const) {
    jest.spyOn(Logger.prototype, level).mockImplementation(() => undefined);
  }
  CustomersPaid.refused = undefined;
  database = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close()));
  jest.restoreAllMocks();
  await database.drop();
});

interface Release {
  readonly app: TestingModule;
  readonly orphans: () => Promise<readonly string[]>;
  readonly retire: (name: string, version?: number) => Promise<readonly string[]>;
  readonly ask: (statement: string) => Promise<readonly Record<string, unknown>[]>;
}

async function open(name: string, entities: readonly Type[], providers: readonly Type[]): Promise<Release> {
  const app = await Test.createTestingModule({
    imports: [
      TypeOrmModule.forRoot({ type: 'postgres', url: database.url, retryAttempts: 0, entities: [...entities] }),
      DaybookModule.forRoot({ subscriptions: { heartbeatMs: 100, leaseMs: 1_000, name } }),
    ],
    providers: [...providers],
  }).compile();
  apps.push(app);
  await app.init();
  return {
    app,
    orphans: async () => (await app.get(Orphans).list()).map((orphan) => orphan.name),
    retire: (what, version) => app.get(Retirement).retire(what, { version, reason: 'the release has gone', by: 'Ann' }),
    ask: (statement) => app.get(DataSource).query(statement),
  };
}

async function close({ app }: Release): Promise<void> {
  apps.splice(apps.indexOf(app), 1);
  await app.close();
}

const openBefore = (): Promise<Release> =>
  open('before', [CustomerPaid, Till, Receipt], [CustomersPaid, Tills, PaidMail]);

async function pay({ app }: Release, customers: readonly string[]): Promise<void> {
  const events = customers.map((customer) => Paid.of({ customer, minor: 5 }));
  await app.get(EventStore).append('till-1', events, { expected: 'any' });
  await app.get(Daybook).whenIdle({ timeoutMs: 60_000 });
}
async function until(isSo: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + 60_000;
  while (!(await isSo())) {
    if (performance.now() > end) throw new Error('It has not come to that.');
    await pause(50);
  }
}

test('What a release leaves behind is listed once none of its processes lives, and is given up on record', async () => {
  const before = await openBefore();
  CustomersPaid.refused = 'Eve';
  await pay(before, ['Bob', 'Eve', 'Eve']);
  const next = await open('next', [CustomerPaidNext], [CustomersPaidNext]);
  await until(async () => (await next.ask(`SELECT FROM pg_class WHERE relname = 'customers_paid_v2'`)).length === 2);
  expect(await next.orphans()).toEqual([]);
  for (const name of ['tills', 'paid-mail']) {
    await expect(next.retire(name)).rejects.toMatchObject({ code: 'still-run', processes: ['before'] });
  }
  await expect(next.retire('customers-paid', 1)).rejects.toMatchObject({ code: 'still-run', processes: ['before'] });
  await close(before);

  const listed = await next.app.get(Orphans).list();
  expect(listed).toMatchObject([
    {
      name: 'customers-paid@1.1',
      kind: 'projection',
      rows: { version: 1, isShown: false, state: 'live' },
      parkedEvents: 2,
    },
    { name: 'paid-mail', kind: 'reaction', rows: null, position: 3 },
    { name: 'tills@1.1', rows: { isShown: true, schema: 'tills_v1_g1' }, position: 3, lastRunAt: expect.any(Date) },
  ]);
  await expect(next.retire('customers-paid')).rejects.toMatchObject({ code: 'still-declared', version: 2 });
  await expect(next.retire('customers-paid', 2)).rejects.toMatchObject({ code: 'still-declared', version: 2 });
  await expect(next.retire('customers-paid', 7)).rejects.toMatchObject({ code: 'nothing-to-retire' });
  expect(await next.retire('customers-paid', 1)).toEqual(['customers-paid@1.1']);
  expect(await next.retire('tills')).toEqual(['tills@1.1']);
  expect(await next.retire('paid-mail')).toEqual(['paid-mail']);
  expect(await next.orphans()).toEqual([]);

  const left = `SELECT n.nspname || '.' || c.relname AS name FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relname ~ '^(customers_paid|tills|receipts)' AND c.relkind IN ('r', 'v') ORDER BY 1`;
  expect((await next.ask(left)).map(({ name }) => name)).toEqual([
    'customers_paid_v2_g1.customers_paid',
    'customers_paid_v2_g1.customers_paid_v2',
    'public.customers_paid',
    'public.customers_paid_v2',
  ]);
  expect(await next.ask('SELECT projection, version FROM daybook.projections')).toEqual([
    { projection: 'customers-paid', version: 2 },
  ]);
  expect((await next.app.get(EventStore).subscriptions.status()).map(({ name }) => name)).toEqual([
    'customers-paid@2.1',
  ]);
  expect(await next.ask('SELECT minor, times FROM customers_paid ORDER BY customer')).toEqual([
    { minor: '5', times: 1 },
    { minor: '10', times: 2 },
  ]);
  expect(await next.app.get(Retirement).list()).toMatchObject([
    { name: 'paid-mail', what: 'reaction', position: 3, parked: 0, reason: 'the release has gone', retiredBy: 'Ann' },
    { name: 'tills@1.1', what: 'generation', position: 3, parked: 0 },
    { name: 'customers-paid@1.1', what: 'generation', parked: 2 },
  ]);
  // The old release can come back: it makes its rows anew.
  const back = await openBefore();
  await back.app.get(Daybook).whenIdle({ timeoutMs: 60_000 });
  expect(await back.ask('SELECT minor FROM tills')).toEqual([{ minor: '15' }]);
});

test('What people read is not given up beside other rows of it, nor what somebody has built on', async () => {
  const before = await openBefore();
  await pay(before, ['Bob']);
  await close(before);
  const next = await open('next', [CustomerPaidNext], [CustomersPaidByOperator]);
  await expect(next.retire('customers-paid', 1)).rejects.toMatchObject({ code: 'generation-in-use' });
  await next.ask('CREATE VIEW rich_tills AS SELECT till FROM tills WHERE minor > 3');
  await expect(next.retire('tills')).rejects.toMatchObject({ code: 'read-model-depended-on' });
  expect(await next.ask('SELECT till FROM rich_tills')).toEqual([{ till: 'till-1' }]);
  expect((await next.app.get(EventStore).subscriptions.status('tills@1.1'))[0]?.position).toBe(1);
  expect(await next.app.get(Retirement).list()).toEqual([]);
  await next.ask('DROP VIEW rich_tills');
  expect(await next.retire('tills')).toEqual(['tills@1.1']);
});

test('Going by what this release declares alone, it would take the rows from under the other one', async () => {
  const before = await openBefore();
  await pay(before, ['Bob']);
  const next = await open('next', [CustomerPaidNext], [CustomersPaidNext]);
  const [store, dataSource] = [next.app.get<PostgresEventStore>(EventStore), next.app.get(DataSource)];
  const wrong = retiringWhatIsNotDeclared({
    ...{ dataSource, schema: 'daybook', subscriptions: store.subscriptions },
    declared: next.app.get(Declared, { strict: false }),
  });
  expect(await before.ask('SELECT till FROM tills')).toHaveLength(1);
  expect(await next.orphans()).toEqual([]);
  expect(await wrong.retire('tills', { reason: 'not ours', by: 'Ann' })).toEqual(['tills@1.1']);
  await expect(before.ask('SELECT till FROM tills')).rejects.toThrow('does not exist');
  expect(await before.app.get(ProjectionOperations).list('tills')).toMatchObject([{ state: 'dropped' }]);
});
