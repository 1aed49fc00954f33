import { afterEach, beforeAll, expect, test } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { StoreUnavailable } from '../stream/store-unavailable.error.js';
import { ExampleStore } from './example/example-store.js';
import { newStream, notes, Noted } from './example/noted.js';
import type { PostgresEventStore } from './postgres-event-store.js';

const example = ExampleStore.ofThisSpec();
const open: DataSource[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((dataSource) => dataSource.destroy()));
  const { applicationRole, name } = example.database;
  await example.ask(`ALTER ROLE ${applicationRole} IN DATABASE ${name} RESET ALL`);
});

/** A store whose role has these settings in its database, over one connection. */
async function storeUnder(...settings: readonly string[]): Promise<PostgresEventStore> {
  const { applicationRole, name, applicationSessionUrl } = example.database;
  for (const setting of settings) await example.ask(`ALTER ROLE ${applicationRole} IN DATABASE ${name} SET ${setting}`);
  const dataSource = await example.connect(applicationSessionUrl, 1);
  open.push(dataSource);
  return example.openStore({ dataSource });
}

/** Moments at which calendars, offsets and roundings go wrong. */
const moments = [
  '0001-01-01T00:00:00.000Z',
  '0099-12-31T23:59:59.999Z',
  '1582-10-10T12:00:00.001Z',
  '1883-11-18T17:00:00.029Z',
  '1937-07-01T00:00:00.007Z',
  '1969-12-31T23:59:59.999Z',
  '1970-01-01T00:00:00.000Z',
  '2024-02-29T23:59:59.100Z',
  '2026-03-29T01:00:00.010Z',
  '2026-10-25T00:30:00.000Z',
  '2026-10-25T01:30:00.000Z',
  '9999-12-31T23:59:59.999Z',
].map((text) => new Date(text));

const stream = newStream();
beforeAll(async () => {
  const events = moments.map((occurredAt, n) => ({ event: Noted.of({ text: `${n}` }), occurredAt }));
  await example.store.append(stream, events, { expected: 'noStream' });
});

test.each([
  ['UTC', 'ISO, MDY'],
  ['Europe/London', 'ISO, DMY'],
  ['Europe/Amsterdam', 'German'],
  ['America/St_Johns', 'SQL, DMY'],
  ['Africa/Monrovia', 'SQL, MDY'],
  ['Pacific/Kiritimati', 'Postgres, DMY'],
  ['Asia/Kathmandu', 'Postgres, MDY'],
  ['America/New_York', 'ISO, YMD'],
])('times come back exact in time zone %s and style %s', async (zone, style) => {
  const store = await storeUnder(`TimeZone = '${zone}'`, `DateStyle = '${style}'`);
  const read: Date[] = [];
  for await (const { occurredAt } of store.readStream(stream)) read.push(occurredAt);
  expect(read).toEqual(moments);
  const log = (await example.log(store)).filter(({ streamId }) => streamId === stream);
  expect(log.map(({ occurredAt }) => occurredAt)).toEqual(moments);

  const here = newStream();
  const events = moments.map((occurredAt, n) => ({ event: Noted.of({ text: `${n}` }), occurredAt }));
  const before = Date.now();
  await store.append(here, events, { expected: 'noStream' });
  const written = await example.ask(
    `SELECT to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
     FROM daybook.events JOIN daybook.streams USING (stream_key) WHERE stream_id = $1 ORDER BY events.version`,
    [here],
  );
  expect(written).toEqual(moments.map((moment) => moment.toISOString()));
  for await (const { recordedAt } of store.readStream(here)) {
    // The database's clock is this machine's.
    expect(recordedAt.getTime()).toBeGreaterThanOrEqual(before);
    expect(recordedAt.getTime()).toBeLessThanOrEqual(Date.now());
  }
});

test.each(['Europe/Amsterdam', 'Pacific/Kiritimati'])(
  'a point in time means the same in time zone %s',
  async (zone) => {
    const store = await storeUnder(`TimeZone = '${zone}'`, `DateStyle = 'German'`);
    for (const [index, moment] of moments.entries()) {
      const before: Date[] = [];
      for await (const { occurredAt } of store.readStream(stream, { occurredBy: moment })) before.push(occurredAt);
      expect(before).toEqual(moments.slice(0, index + 1));
    }
  },
);

test('the plain text of a column would have been misread', async () => {
  await storeUnder(`TimeZone = 'America/St_Johns'`, `DateStyle = 'SQL, DMY'`);
  const query = `SELECT occurred_at::text FROM daybook.events JOIN daybook.streams USING (stream_key)
                 WHERE stream_id = $1 ORDER BY events.version`;
  const rows = await open[0]!.query<{ occurred_at: string }[]>(query, [stream]);
  const misread = rows.filter(({ occurred_at }, n) => new Date(occurred_at).getTime() !== moments[n]!.getTime());
  expect(misread.length).toBeGreaterThan(moments.length / 2);
});

test('settings that change how values are written and read change nothing in the log', async () => {
  const store = await storeUnder(
    'standard_conforming_strings = off',
    'backslash_quote = on',
    'escape_string_warning = off',
    'bytea_output = escape',
    'extra_float_digits = 0',
    'array_nulls = off',
    'quote_all_identifiers = on',
    'transform_null_equals = on',
    `IntervalStyle = 'sql_standard'`,
    `xmlbinary = hex`,
    'enable_indexscan = off',
    'plan_cache_mode = force_custom_plan',
    'jit = on',
  );
  const here = newStream();
  const text = 'back\\slash, "quotes", \'single\', NULL, {a,b}, $1';
  const key = text.replaceAll('\\', '');
  const [first] = await Promise.all([
    store.append(here, notes(text, 'NULL', ''), { expected: 'noStream', idempotencyKey: key }),
    store.append(newStream(), notes('in the same group, without a key'), { expected: 'noStream' }),
  ]);
  const again = await store.append(here, notes(text, 'NULL', ''), { expected: 0, idempotencyKey: key });
  expect(again).toEqual({ ...first, repeated: true });
  const read: unknown[] = [];
  for await (const { data } of store.readStream(here)) read.push(data['text']);
  expect(read).toEqual([text, 'NULL', '']);
});

/** Holds the row of a stream in a transaction of the owner's, for as long as the work takes. */
async function whileHeld(held: string, work: () => Promise<void>): Promise<void> {
  await example.owner.transaction(async (manager) => {
    await manager.query('SELECT FROM daybook.streams WHERE stream_id = $1 FOR UPDATE', [held]);
    await work();
  });
}

test.each([
  ['statement_timeout', '57014'],
  ['lock_timeout', '55P03'],
])('an append that meets the role’s %s is refused in Daybook’s words, and can be repeated', async (setting, state) => {
  const here = newStream();
  await example.store.append(here, notes('first'), { expected: 'noStream' });
  const store = await storeUnder(`${setting} = '30ms'`);
  await whileHeld(here, async () => {
    const refused = store.append(here, notes('second'), { expected: 1 });
    await expect(refused).rejects.toMatchObject({ code: 'store-unavailable', cause: { code: state } });
  });
  await expect(store.append(here, notes('second'), { expected: 1 })).resolves.toMatchObject({ version: 2 });
});

test('a read that meets the role’s statement_timeout is refused in Daybook’s words', async () => {
  const store = await storeUnder(`statement_timeout = '50ms'`);
  await example.owner.transaction(async (manager) => {
    await manager.query('LOCK TABLE daybook.events');
    await expect(store.head()).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(store.readStream(stream)[Symbol.asyncIterator]().next()).rejects.toBeInstanceOf(StoreUnavailable);
  });
  expect(await store.head()).toBeGreaterThan(0);
});

test('a role that may only read is refused its appends, and reads', async () => {
  const store = await storeUnder('default_transaction_read_only = on');
  const refused = store.append(newStream(), notes('lost'), { expected: 'any' });
  await expect(refused).rejects.toMatchObject({ code: 'store-unavailable', cause: { code: '25006' } });
  expect(await example.log(store)).not.toEqual([]);
});
