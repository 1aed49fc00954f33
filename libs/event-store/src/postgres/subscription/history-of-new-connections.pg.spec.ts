import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { SubscriptionStore } from '../../subscription/subscription-store.js';
import { until } from '../../subscription/running/example/until.js';
import { durable, ExampleStore } from '../example/example-store.js';
import type { PostgresEventStore } from '../postgres-event-store.js';
import { leaseOn, newSubscription, signOf } from './example/subscriptions.js';
import { PostgresSubscriptionStore, type PostgresSubscriptionStoreParts } from './postgres-subscription-store.js';

const example = ExampleStore.ofThisSpec();
let dataSource: DataSource;
let store: PostgresEventStore;

// A server that says of itself what is in a table, in the place of one to which new connections lead after a fail-over.
beforeAll(async () => {
  const { applicationRole, applicationSessionUrl: url, name } = example.database;
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
  const extra = { max: 2, idleTimeoutMillis: 1, options: durable };
  dataSource = await new DataSource({ type: 'postgres', url, extra }).initialize();
  store = await example.openStore({ dataSource });
});

afterAll(() => dataSource.destroy());

/** All connections are gone, and those that are opened from now on lead to another server. */
async function failOver(): Promise<void> {
  await example.ask("UPDATE another.server SET started = started + interval '1 day'");
  const { master } = dataSource.driver as unknown as { readonly master: { readonly totalCount: number } };
  await until('no connection is left', () => master.totalCount === 0);
}

/** Where a segment is on record when what was passed over before a fail-over is reported behind it, once and once more. */
async function reportedBehind(subscriptions: SubscriptionStore): Promise<readonly (number | undefined)[]> {
  const subscription = newSubscription();
  const { name } = subscription;
  await subscriptions.register([subscription]);
  await subscriptions.beat(signOf('one', [name]));
  const { epoch } = await leaseOn(subscriptions, name, 'one');
  const report = { subscription: name, segment: 0, epoch, checkpoint: 0, position: 7, failure: undefined };
  await failOver();
  const first = await subscriptions.beat(signOf('one', [name], { reports: [report] }));
  const second = await subscriptions.beat(signOf('one', [name], { reports: [report] }));
  return [first, second].map(({ segments }) => segments[0]?.position);
}

test('each connection leads to one server for as long as it is open', () => {
  expect(store.prerequisites.pooler).toBe('none');
});

test('nothing is put on record over a new connection that was learnt from the server before', async () => {
  expect(await reportedBehind(store.subscriptions)).toEqual([0, 7]);
});

test('a statement that takes each report, wherever it was learnt, is found out', async () => {
  const { parts } = store.subscriptions as unknown as { readonly parts: PostgresSubscriptionStoreParts };
  const { beat } = parts.statements;
  const text = beat.text.replace('$6 = server.incarnation', '$6::text IS NOT NULL');
  expect(text).not.toBe(beat.text);
  const wrong = new PostgresSubscriptionStore({
    ...parts,
    statements: { ...parts.statements, beat: { text } },
  });
  expect(await reportedBehind(wrong)).toEqual([7, 7]);
});
