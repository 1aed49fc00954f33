import 'reflect-metadata';
import { ManualClock } from '@daybook/domain';
import { EventStore, type PostgresEventStore } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Logger, type Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { TypeOrmModule } from '@nestjs/typeorm';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { ProjectionRegistry } from '../projections/projection-registry.js';
import type { PostgresReadModels } from '../projections/read-model/postgres-read-models.js';
import { ReadModels } from '../projections/read-model/read-models.js';
import { switchAnywhere } from '../projections/rebuilding/example/wrong-builds/any-position.js';
import { GenerationComparison } from '../projections/rebuilding/generation-comparison.js';
import { GenerationWatch } from '../projections/rebuilding/generation-watch.js';
import {
  CustomerPaid,
  CustomersPaid,
  Paid,
  Receipt,
  Till,
  Tills,
  TillTotal,
  TillTotals,
  YearlyTotal,
  YearlyTotals,
} from '../projections/rehearsing/example/tills.js';
import { ComparedWhereEachStands } from '../projections/rehearsing/example/wrong-builds/compared-where-each-stands.js';
import { ComparedWithItself } from '../projections/rehearsing/example/wrong-builds/compared-with-itself.js';
import { RehearsalComparison } from '../projections/rehearsing/rehearsal-comparison.js';
import { RehearsalConclusion } from '../projections/rehearsing/rehearsal-conclusion.js';
import { RehearsalTender } from '../projections/rehearsing/rehearsal-tender.js';
import type { Rehearsal } from '../projections/rehearsing/rehearsal.js';
import { ProjectionOperations } from '../projections/rebuilding/projection-operations.js';
import { DaybookAlarms } from '../telemetry/daybook-alarms.js';
import { RehearsalAlarms } from '../telemetry/rehearsal-alarms.js';
import { Daybook } from './daybook.js';
import { DaybookModule } from './daybook.module.js';
import type { DaybookOptions } from './daybook-options.js';
import { ProjectionConsumers } from './projection-consumers.js';

let database: TestDatabase;
let said: string[];
let clock: ManualClock;
const apps: TestingModule[] = [];

beforeEach(async () => {
  said = [];
  for (const level of ['log', 'warn', 'error'] as const) {
    jest.spyOn(Logger.prototype, level).mockImplementation((text) => void said.push(`${level}: ${String(text)}`));
  }
  CustomersPaid.refused = undefined;
  // A Friday.
  clock = new ManualClock(new Date('2026-11-20T12:00:00Z'));
  database = await createTestDatabase();
});
afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.close()));
  jest.restoreAllMocks();
  await database.drop();
});

interface Shop {
  readonly app: TestingModule;
  readonly operations: ProjectionOperations;
  readonly store: EventStore;
  readonly ask: (statement: string) => Promise<readonly Record<string, unknown>[]>;
}

interface Kept {
  readonly entities: readonly Type[];
  readonly providers: readonly Type[];
}

const usual: Kept = { entities: [CustomerPaid], providers: [CustomersPaid] };
const byHandlers: Kept = { entities: [Till, Receipt], providers: [Tills] };

async function open(options: DaybookOptions = {}, { entities, providers } = usual): Promise<Shop> {
  const app = await Test.createTestingModule({
    imports: [
      TypeOrmModule.forRoot({
        ...{ type: 'postgres', url: database.url, retryAttempts: 0 },
        entities: [...entities],
      }),
      DaybookModule.forRoot({ clock, subscriptions: { heartbeatMs: 100, leaseMs: 1_000 }, ...options }),
    ],
    providers: [...providers],
  }).compile();
  apps.push(app);
  await app.init();
  return {
    app,
    operations: app.get(ProjectionOperations),
    store: app.get(EventStore),
    ask: (statement) => app.get(DataSource).query(statement),
  };
}

async function pay({ store }: Shop, from: number, to: number): Promise<void> {
  for (let n = from; n < to; n++) {
    const events = [Paid.of({ customer: `c-${n % 40}`, minor: n }), Paid.of({ customer: `c-${n % 7}`, minor: 1 })];
    await store.append(`till-${n % 10}`, events, { expected: 'any' });
  }
}

async function until<R>(look: () => Promise<R | undefined | false>, within = 60_000): Promise<R> {
  const end = performance.now() + within;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > end) throw new Error(`It has not come within ${within} ms. Said:\n${said.join('\n')}`);
    await pause(50);
  }
}

const ended = ({ operations }: Shop, name: string, count = 1): Promise<Rehearsal> =>
  until(async () => {
    const all = await operations.rehearsals(name);
    const last = all.at(-1);
    return all.length === count && last?.outcome != null && last;
  });
const states = async ({ operations }: Shop, name: string): Promise<readonly string[]> =>
  (await operations.list(name)).map(({ version, generation, state }) => `${version}.${generation} ${state}`);
const cleared = (shop: Shop, name: string): Promise<boolean> =>
  until(async () => (await states(shop, name)).slice(1).every((state) => state.endsWith('dropped')));
const alarms = ({ app }: Shop): readonly string[] => app.get(DaybookAlarms).standing.map(({ id }) => id);

describe('A rehearsal', () => {
  test('of a fold says under load that a recovery would give what is read, how long it takes, and leaves nothing', async () => {
    const shop = await open();
    await pay(shop, 0, 100);
    const over = new AbortController();
    const writing = (async () => {
      for (let n = 100; !over.signal.aborted; n++) await pay(shop, n, n + 1).then(() => pause(10));
    })();
    const made = await shop.operations.rehearse('customers-paid');
    expect(made).toEqual({ name: 'customers-paid', version: 1, generation: 2 });
    const rehearsal = await ended(shop, 'customers-paid');
    over.abort();
    await writing;
    expect(rehearsal).toMatchObject({
      ...{ ...made, outcome: 'same', reason: null, dueAt: null, sample: null, differences: [], waiting: 0 },
      ...{ keysOfLog: 40, differingFromLog: 0, rowsRead: 40, differingFromRead: 0 },
    });
    expect(rehearsal.buildMs).toBeGreaterThan(0);
    expect(rehearsal.events).toBeGreaterThanOrEqual(200);
    await cleared(shop, 'customers-paid');
    expect(await shop.ask(`SELECT FROM pg_namespace WHERE nspname = 'customers_paid_v1_g2'`)).toEqual([]);
    expect((await shop.store.subscriptions.status()).map(({ name }) => name)).toEqual(['customers-paid@1.1']);
    expect(await states(shop, 'customers-paid')).toEqual(['1.1 live', '1.2 dropped']);
    expect(said.filter((line) => /^(warn|error).*rehears/i.test(line))).toEqual([]);
  });

  test('finds the row that was altered, with an alarm that stands until a rebuild has healed it', async () => {
    const shop = await open();
    await pay(shop, 0, 50);
    await shop.app.get(Daybook).whenIdle({ timeoutMs: 60_000 });
    await shop.ask(`UPDATE customers_paid SET minor = minor + 1 WHERE customer = 'c-3'`);
    await shop.ask(`DELETE FROM customers_paid_v1_g1.customers_paid_v1 WHERE customer = 'c-5'`);
    await shop.operations.rehearse('customers-paid');
    expect(await ended(shop, 'customers-paid')).toMatchObject({
      ...{ outcome: 'differing', keysOfLog: 40, differingFromLog: 0, rowsRead: 40, differingFromRead: 2 },
      differences: [
        { from: 'read', table: 'customers_paid', key: 'c-3', kind: 'altered', fields: ['minor'] },
        { from: 'read', table: 'customers_paid', key: 'c-5', kind: 'surplus', fields: [] },
      ],
    });
    await until(async () => Promise.resolve(alarms(shop).includes('rehearsal-differs:customers-paid')));
    await cleared(shop, 'customers-paid');
    await shop.operations.rebuild('customers-paid');
    await until(async () => (await states(shop, 'customers-paid'))[2] === '1.3 live');
    await shop.operations.rehearse('customers-paid', { sample: 10 });
    const healed = await ended(shop, 'customers-paid', 2);
    expect(healed).toMatchObject({ outcome: 'same', keysOfLog: 10, sample: 10 });
    expect(healed.rowsRead).toBeGreaterThanOrEqual(10);
    await until(async () => Promise.resolve(alarms(shop).length === 0));
  });

  test('of handlers compares row by row what no fold could, also rows without a key of their own', async () => {
    const shop = await open({}, byHandlers);
    await pay(shop, 0, 20);
    await shop.app.get(Daybook).whenIdle({ timeoutMs: 60_000 });
    await shop.operations.rehearse('tills');
    expect(await ended(shop, 'tills')).toMatchObject({
      ...{ outcome: 'same', keysOfLog: null, differingFromLog: null, rowsRead: 50, differingFromRead: 0 },
    });
    await shop.ask(`UPDATE tills SET last = '{"minor": 0}' WHERE till = 'till-4'`);
    await shop.ask(`UPDATE receipts SET minor = 12345 WHERE id = 7`);
    await cleared(shop, 'tills');
    await shop.operations.rehearse('tills');
    expect(await ended(shop, 'tills', 2)).toMatchObject({
      ...{ outcome: 'differing', rowsRead: 50, differingFromRead: 3 },
      differences: [
        { from: 'read', table: 'tills', key: 'till-4', kind: 'altered', fields: ['last'] },
        { from: 'read', table: 'receipts', key: null, kind: 'missing', fields: [] },
        { from: 'read', table: 'receipts', key: null, kind: 'surplus', fields: [] },
      ],
    });
  });

  test('goes for what appends write while they write it, and for what waits for its time', async () => {
    const shop = await open({}, { entities: [TillTotal, YearlyTotal], providers: [TillTotals, YearlyTotals] });
    await pay(shop, 0, 30);
    const over = new AbortController();
    const writing = (async () => {
      for (let n = 0; !over.signal.aborted; n++) await pay(shop, n, n + 1).then(() => pause(10));
    })();
    await Promise.all(['till-totals', 'yearly-totals'].map((name) => shop.operations.rehearse(name)));
    expect(await ended(shop, 'till-totals')).toMatchObject({ outcome: 'same', rowsRead: 10, keysOfLog: 10 });
    expect(await ended(shop, 'yearly-totals')).toMatchObject({ outcome: 'same', rowsRead: 0, events: 0 });
    await cleared(shop, 'till-totals');
    await shop.ask(`UPDATE till_totals SET minor = minor + 1 WHERE till = '7'`);
    await shop.operations.rehearse('till-totals');
    const differing = { outcome: 'differing', differingFromLog: 0, rowsRead: 10, differingFromRead: 1 };
    expect(await ended(shop, 'till-totals', 2)).toMatchObject(differing);
    over.abort();
    await writing;
  });

  test('says what would be parked today, and does not count what waits in what is read', async () => {
    const shop = await open();
    CustomersPaid.refused = 'c-1';
    await pay(shop, 0, 50);
    await shop.app.get(Daybook).whenIdle({ timeoutMs: 60_000 });
    CustomersPaid.refused = 'c-2';
    await shop.operations.rehearse('customers-paid');
    expect(await ended(shop, 'customers-paid')).toMatchObject({
      ...{ outcome: 'differing', differingFromLog: 0, rowsRead: 39, differingFromRead: 1, waiting: 1 },
      differences: [{ from: 'read', table: 'customers_paid', key: 'c-2', kind: 'unfoldable', fields: [] }],
    });
  });

  test('begins when it is time, in one of two processes, once for all times that have passed, and never beside a build', async () => {
    const [shop, other] = await Promise.all([open(), open()]);
    await pay(shop, 0, 20);
    await shop.operations.rebuild('customers-paid', { switch: 'by-operator' });
    await until(async () => (await shop.operations.progress('customers-paid')).comparison !== undefined);
    await expect(shop.operations.rehearse('customers-paid')).rejects.toMatchObject({ code: 'build-under-way' });
    // Since when times count is known.
    await until(async () => (await shop.ask('SELECT FROM daybook.rehearsal_times')).length === 1);
    clock.set(new Date('2026-12-07T00:00:00Z'));
    await pause(1_500);
    expect(await shop.operations.rehearsals()).toEqual([]);
    await shop.operations.cancel('customers-paid');
    const rehearsal = await ended(shop, 'customers-paid');
    expect(rehearsal).toMatchObject({ outcome: 'same', generation: 3, dueAt: new Date('2026-12-06T03:00:00Z') });
    await until(async () => (await states(shop, 'customers-paid'))[2] === '1.3 dropped');
    clock.set(new Date('2026-12-13T03:00:00Z'));
    expect(await ended(other, 'customers-paid', 2)).toMatchObject({ dueAt: new Date('2026-12-13T03:00:00Z') });
    await until(async () => (await states(shop, 'customers-paid'))[3] === '1.4 dropped');
    expect(await shop.operations.rehearsals('customers-paid')).toHaveLength(2);
    expect(said.filter((line) => /rehearsal.*has begun/.test(line))).toHaveLength(2);
  });

  test('is read by nobody, whoever leads them there, and ends when it is cancelled', async () => {
    const shop = await open();
    await pay(shop, 0, 100);
    await shop.app.get(Daybook).whenIdle({ timeoutMs: 60_000 });
    const { operations, app } = shop;
    const made = await operations.rehearse('customers-paid', { eventsPerSecond: 30 });
    await until(async () => (await operations.progress('customers-paid')).eventsDone > 0);
    const underWay = { code: 'build-under-way', generation: 'customers-paid@1.2' };
    await expect(operations.rehearse('customers-paid')).rejects.toMatchObject(underWay);
    await expect(operations.rebuild('customers-paid')).rejects.toMatchObject(underWay);
    await expect(operations.switch('customers-paid')).rejects.toMatchObject({ code: 'no-such-build' });
    const refusal = { code: 'switch-blocked', obstacle: 'rehearsal' };
    await expect(operations.switch('customers-paid', made)).rejects.toMatchObject(refusal);
    // Whoever does not look why it was made is stopped by the database; without that, readers would see what is half made.
    const { tables } = app.get<PostgresReadModels>(ReadModels);
    const wrong = () => switchAnywhere(app.get(DataSource), tables, made);
    await expect(wrong()).rejects.toThrow('rehearsals_are_not_read');
    // Whoever looked in the midst of this would take it for cancelled.
    const looking = jest.spyOn(GenerationWatch.prototype, 'look').mockResolvedValue(undefined);
    const paid = async () => Number((await shop.ask('SELECT sum(minor) AS sum FROM customers_paid'))[0]?.['sum']);
    expect(await paid()).toBe(5_050);
    await shop.ask('ALTER TABLE daybook.projection_generations DROP CONSTRAINT rehearsals_are_not_read');
    await wrong();
    expect(await paid()).toBeLessThan(5_050);
    await switchAnywhere(app.get(DataSource), tables, { ...made, generation: 1 });
    await shop.ask(`UPDATE daybook.projection_generations SET state = 'building' WHERE generation = 2`);
    looking.mockRestore();
    await operations.cancel('customers-paid', 'not today');
    expect(await ended(shop, 'customers-paid')).toMatchObject({ outcome: 'cancelled', reason: 'not today' });
    await cleared(shop, 'customers-paid');
  });

  test('compares at one position what was made with what is read: who compares otherwise finds nothing, or too much', async () => {
    const worker = await open({}, byHandlers);
    await pay(worker, 0, 20);
    await worker.app.get(Daybook).whenIdle({ timeoutMs: 60_000 });
    await worker.app.close();
    apps.length = 0;
    // Nobody works on it: it is as far behind as it can be.
    const web = await open({ run: 'none' }, byHandlers);
    const { generation } = await web.operations.rehearse('tills');
    await web.ask(`UPDATE tills SET minor = minor + 1 WHERE till = 'till-3'`);
    const records = await web.operations.list('tills');
    const pair = {
      rehearsed: records.find((one) => one.generation === generation)!,
      read: records.find(({ state }) => state === 'live')!,
    };
    const store = web.app.get<PostgresEventStore>(EventStore);
    const { tables } = web.app.get<PostgresReadModels>(ReadModels);
    const consumers = web.app.get(ProjectionConsumers, { strict: false });
    const parts = {
      ...{ store, dataSource: web.app.get(DataSource), schema: 'daybook' },
      comparison: new GenerationComparison({ store, schema: 'daybook', tables }),
      consumerOf: consumers.consumerOf.bind(consumers),
    };
    const options = { sample: undefined, signal: new AbortController().signal };
    const found = async (comparison: RehearsalComparison): Promise<number> =>
      (await comparison.of(web.app.get(ProjectionRegistry).find('tills')!, pair, options)).differingFromRead;
    expect(await found(new RehearsalComparison(parts))).toBe(1);
    expect(await found(new ComparedWithItself(parts))).toBe(0);
    expect(await found(new ComparedWhereEachStands(parts))).toBe(50);
    // What it was brought level by stays nowhere.
    expect(await web.ask('SELECT FROM tills_v1_g2.receipts_v1')).toEqual([]);
  });

  test('that nobody builds has failed, whoever looks, and an alarm says so', async () => {
    // Processes that run nothing: their release is there, and its workers are not.
    const web = await open({ run: 'none' }, byHandlers);
    await web.operations.rehearse('tills');
    const store = web.app.get<PostgresEventStore>(EventStore);
    const dataSource = web.app.get(DataSource);
    const { subscriptions } = store;
    const { tables } = web.app.get<PostgresReadModels>(ReadModels);
    const nothing = {
      position: { of: () => Promise.reject(new Error()) },
      comparison: { of: () => Promise.reject(new Error()) },
    };
    const tender = new RehearsalTender({
      ...{ dataSource, schema: 'daybook', subscriptions, ...nothing, onNotice: () => undefined, stalledMs: 50 },
      projections: web.app.get(ProjectionRegistry),
      runner: { consumers: [] },
      conclusion: new RehearsalConclusion({ dataSource, schema: 'daybook', tables, subscriptions }),
      signal: new AbortController().signal,
    });
    await until(async () => {
      tender.tend(await web.operations.list());
      await tender.ended();
      return (await states(web, 'tills'))[1] === '1.2 dropped';
    });
    const rehearsals = await web.operations.rehearsals('tills');
    expect(rehearsals).toMatchObject([{ outcome: 'failed', reason: expect.stringMatching(/no process has built it/) }]);
    const told = new RehearsalAlarms({
      alarms: web.app.get(DaybookAlarms),
      judged: () => web.operations.rehearsals(),
      processes: () => subscriptions.processes(),
      process: 'this one',
    });
    await told.look();
    expect(alarms(web)).toEqual(['rehearsal-failed:tills']);
  });
});
