import { PgBouncer } from '@daybook/testing/postgres';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { RecordingConsumer } from '../../subscription/running/example/recording-consumer.js';
import { Stage } from '../../subscription/running/example/stage.js';
import { until } from '../../subscription/running/example/until.js';
import { ExampleStore } from '../example/example-store.js';
import { newStream } from '../example/noted.js';
import type { PostgresEventStore } from '../postgres-event-store.js';

const example = ExampleStore.ofThisSpec();
const stage = new Stage(() => example.store);
let pooler: PgBouncer;
let store: PostgresEventStore;

// A server that says of itself what is in a table, in the place of one to which the pooler changes without a word.
beforeAll(async () => {
  const { applicationRole, name } = example.database;
  for (const statement of [
    'CREATE SCHEMA another',
    'GRANT USAGE ON SCHEMA another TO PUBLIC',
    'CREATE TABLE another.server (started timestamptz)',
    'GRANT SELECT ON another.server TO PUBLIC',
    "INSERT INTO another.server VALUES ('2026-01-01Z')",
    `CREATE FUNCTION another.pg_postmaster_start_time() RETURNS timestamptz LANGUAGE sql AS 'SELECT started FROM another.server'`,
    `ALTER ROLE ${applicationRole} IN DATABASE ${name} SET search_path = another, pg_catalog, public`,
  ])
    await example.ask(statement);
  const settings = { ignore_startup_parameters: 'options' };
  pooler = await PgBouncer.before(example.database.applicationSessionUrl, { settings, poolSize: 5 });
  store = await example.openStore({ dataSource: await example.connect(pooler.url) });
});

afterEach(() => stage.clear());
afterAll(() => pooler.close());

async function failOver(): Promise<string> {
  const before = store.incarnation;
  await example.ask("UPDATE another.server SET started = started + interval '1 day'");
  return before;
}

test('the store is behind a pooler', () => {
  expect(store.prerequisites.pooler).not.toBe('none');
});

test('each look at the log tells that the server behind the pooler has become another one', async () => {
  await store.head();
  const before = await failOver();
  await store.head();
  expect(store.incarnation).not.toBe(before);
});

test('a process hears with its next sign of life that its server has become another one, and begins anew', async () => {
  const consumer = new RecordingConsumer({ from: await store.head() });
  const { runner, notices } = await stage.run([consumer], { store });
  await until('live', () => runner.consumers[0]?.state === 'live');
  const before = await failOver();
  const changed = () => notices.filter(({ word }) => word === 'incarnation-changed');
  await until('heard', () => changed().length > 0);
  expect(changed()).toEqual([{ word: 'incarnation-changed', from: before, to: store.incarnation }]);
  await stage.append(newStream(), 'a');
  runner.wake();
  await runner.whenIdle();
  expect(consumer.texts).toEqual(['a']);
});

test('nothing is put on record that was learnt from another server', async () => {
  const { subscriptions } = store;
  const name = `s-${newStream()}`;
  await subscriptions.register([{ name, kind: 'subscription', segments: 1, from: 0 }]);
  await store.head();
  const beat = { id: 'one', name: 'one', runs: [name], leaseMs: 60_000 };
  await subscriptions.beat({ ...beat, reports: [] });
  const [lease] = await subscriptions.claim('one', [{ subscription: name, segment: 0 }], 60_000);
  const { epoch } = lease!;
  const report = { subscription: name, segment: 0, epoch, checkpoint: 0, position: 7, failure: undefined };
  await failOver();
  const told = await subscriptions.beat({ ...beat, reports: [report] });
  expect(told.segments[0]?.position).toBe(0);
  const again = await subscriptions.beat({ ...beat, reports: [report] });
  expect(again.segments[0]?.position).toBe(7);
});

test('a batch is committed where it is known to which server', async () => {
  const { subscriptions } = store;
  const name = `s-${newStream()}`;
  await subscriptions.register([{ name, kind: 'subscription', segments: 1, from: 0 }]);
  const [lease] = await subscriptions.claim('one', [{ subscription: name, segment: 0 }], 60_000);
  const before = await failOver();
  let within = before;
  await subscriptions.commit(lease!, async () => {
    within = store.incarnation;
    return { position: 1 };
  });
  expect(within).not.toBe(before);
});

test('one who asks each connection once, as is enough without a pooler, would not hear of it', async () => {
  const dataSource = await example.connect(example.database.applicationSessionUrl, 1);
  const straight = await example.openStore({ dataSource });
  await failOver();
  await straight.head();
  await straight.subscriptions.beat({ id: 'two', name: 'two', runs: [], leaseMs: 1_000, reports: [] });
  await store.head();
  expect(straight.incarnation).not.toBe(store.incarnation);
});
