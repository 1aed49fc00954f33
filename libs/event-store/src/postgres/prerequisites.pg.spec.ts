import { afterEach, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { AppendFailed } from './append-failed.error.js';
import { ExampleStore } from './example/example-store.js';
import { newStream, notedCodec, notes } from './example/noted.js';
import { PostgresEventStore } from './postgres-event-store.js';
import { PrerequisiteMissing } from './prerequisite-missing.error.js';

const example = ExampleStore.ofThisSpec();

/** What the application's role has set in this database. */
async function setForRole(setting: string): Promise<void> {
  const { applicationRole, name } = example.database;
  await example.ask(`ALTER ROLE ${applicationRole} IN DATABASE ${name} ${setting}`);
}

/** Opens a store as the application would, on connections without settings of their own. */
async function openPlainly(): Promise<PostgresEventStore['prerequisites']> {
  const dataSource = await new DataSource({
    type: 'postgres',
    url: example.database.applicationSessionUrl,
  }).initialize();
  try {
    return (await PostgresEventStore.open({ dataSource, codec: notedCodec })).prerequisites;
  } finally {
    await dataSource.destroy();
  }
}

function missing(prerequisite: string, message: RegExp): unknown {
  return expect.objectContaining({
    code: 'prerequisite-missing',
    prerequisite,
    message: expect.stringMatching(message),
  });
}

afterEach(() => setForRole('RESET ALL'));

test('a role that commits without waiting for the disk cannot open the store', async () => {
  await setForRole('SET synchronous_commit = off');
  const refused = missing('synchronous_commit', /off for the role daybook_test_application.*Turn it on/);
  await expect(openPlainly()).rejects.toEqual(refused);
  await expect(openPlainly()).rejects.toBeInstanceOf(PrerequisiteMissing);
});

test.each(['on', 'local', 'remote_write', 'remote_apply'])('synchronous_commit may be %s', async (value) => {
  await setForRole(`SET synchronous_commit = ${value}`);
  await expect(openPlainly()).resolves.toMatchObject({ opensTransactions: false });
});

test('a session that has switched synchronous_commit off later is refused its appends, and nothing is written', async () => {
  const dataSource = await example.connect(example.database.applicationSessionUrl, 1);
  const store = await example.openStore({ dataSource });
  await dataSource.query('SET synchronous_commit = off');
  const stream = newStream();
  const refused = expect.objectContaining({ code: 'append-failed', sqlState: '55000' });
  await expect(store.append(stream, notes('lost'), { expected: 'any' })).rejects.toEqual(refused);
  const held = dataSource.transaction((manager) => store.append(stream, notes('lost'), { expected: 'any', manager }));
  await expect(held).rejects.toBeInstanceOf(AppendFailed);
  await dataSource.query('SET synchronous_commit = on');
  await expect(store.append(stream, notes('kept'), { expected: 'noStream' })).resolves.toMatchObject({ version: 1 });
});

test('without its check, the function would write what a crash may take back', async () => {
  const [shipped] = await example.ask(`SELECT pg_get_functiondef('daybook.refuse_unsafe_commit'::regproc)`);
  const dataSource = await example.connect(example.database.applicationSessionUrl, 1);
  const store = await example.openStore({ dataSource });
  await dataSource.query('SET synchronous_commit = off');
  try {
    await example.ask(
      'CREATE OR REPLACE FUNCTION daybook.refuse_unsafe_commit() RETURNS void LANGUAGE plpgsql AS $$ BEGIN END $$',
    );
    await expect(store.append(newStream(), notes('fact'), { expected: 'noStream' })).resolves.toBeDefined();
  } finally {
    await example.ask(String(shipped));
  }
});

test('a sequence behind the table stops the start, as logical replication leaves it', async () => {
  const { position } = await example.store.append(newStream(), notes('a', 'b', 'c'), { expected: 'noStream' });
  const set = (value: number, isCalled = true): Promise<unknown> =>
    example.ask('SELECT setval($1, $2, $3)', ['daybook.events_position', value, isCalled]);
  const refused = missing('events_position', new RegExp(`behind the last event at ${position}.*setval`));
  for (const [value, isCalled] of [
    [position - 1, true],
    [position, false],
    [1, false],
  ] as const) {
    await set(value, isCalled);
    await expect(openPlainly()).rejects.toEqual(refused);
  }
  for (const [value, isCalled] of [
    [position + 1, false],
    [position + 7, true],
    [position, true],
  ] as const) {
    await set(value, isCalled);
    await expect(openPlainly()).resolves.toBeDefined();
  }
});

test('a sequence that lets sessions keep numbers in stock stops the start', async () => {
  await example.ask('ALTER SEQUENCE daybook.events_position CACHE 2');
  await expect(openPlainly()).rejects.toEqual(missing('cache', /CACHE 2.*ALTER SEQUENCE/));
  await example.ask('ALTER SEQUENCE daybook.events_position CACHE 1');
  await expect(openPlainly()).resolves.toBeDefined();
});

test('a schema that has not been migrated is an error of the start, not of the first append', async () => {
  await expect(example.openStore({ schema: 'elsewhere' })).rejects.toThrow('elsewhere');
});

test('a store knows whether its role may write past the functions', async () => {
  await expect(openPlainly()).resolves.toMatchObject({ mayBypassAppend: false, role: 'daybook_test_application' });
  const owner = await example.openStore({ dataSource: example.owner });
  expect(owner.prerequisites).toMatchObject({ mayBypassAppend: true, role: 'postgres' });
});
