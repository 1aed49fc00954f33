import { readdirSync, readFileSync } from 'node:fs';
import { beforeEach, expect, test } from '@jest/globals';
import { withRole } from './example/example-role.js';
import { ExampleStore } from './example/example-store.js';
import { newStream, notes } from './example/noted.js';
import { schemaCatalog } from './example/schema-catalog.js';
import { migrate } from './migrate.js';
import { MigrationChanged } from './migration-changed.error.js';
import { migrationFiles } from './migration-files.js';
import { migrationSql } from './migration-sql.js';
import { migrationStatus } from './migration-status.js';

const example = ExampleStore.ofThisSpec();
let schema: string;
let schemas = 0;

beforeEach(() => {
  schema = `made_${++schemas}`;
});

/** As the owner, in the schema of this test. */
function run(): Promise<readonly string[]> {
  return migrate({ dataSource: example.owner, schema });
}

async function pending(): Promise<readonly string[]> {
  const states = await migrationStatus(example.owner, schema);
  return states.filter(({ state }) => state === 'pending').map(({ name }) => name);
}

const names = migrationFiles('any').map(({ name }) => name);

test('the first run applies every file, the second finds nothing left', async () => {
  expect(await pending()).toEqual(names);
  expect(await run()).toEqual(names);
  expect(await pending()).toEqual([]);
  expect(await run()).toEqual([]);
});

test('of eight that start at once one does the work', async () => {
  const runs = await Promise.all(Array.from({ length: 8 }, run));
  expect(runs.filter((applied) => applied.length > 0)).toEqual([names]);
});

test('the script makes the very same schema, and its record is accepted', async () => {
  const scripted = `${schema}_scripted`;
  await run();
  await example.owner.query(migrationSql(scripted));
  const catalog = await schemaCatalog(example, schema);
  expect(catalog.length).toBeGreaterThan(80);
  expect(await schemaCatalog(example, scripted)).toEqual(catalog);
  expect(await migrate({ dataSource: example.owner, schema: scripted })).toEqual([]);
  const store = await example.openStore({ dataSource: example.owner, schema: scripted });
  await store.append(newStream(), notes('fact'), { expected: 'noStream' });

  // The comparison sees what a look at the tables would not.
  await example.ask(`ALTER TABLE ${scripted}.events ENABLE TRIGGER events_are_never_changed`);
  expect(await schemaCatalog(example, scripted)).not.toEqual(catalog);
});

test('a run that fails in the middle leaves nothing', async () => {
  // Before its time, so that a later file finds its table there already.
  await example.ask(`CREATE SCHEMA ${schema}`);
  await example.ask(`CREATE TABLE ${schema}.events ()`);
  await expect(run()).rejects.toThrow('relation "events" already exists');
  expect(await example.ask(`SELECT relname FROM pg_class WHERE relnamespace = '${schema}'::regnamespace`)).toEqual([
    'events',
  ]);
  await example.ask(`DROP TABLE ${schema}.events`);
  expect(await run()).toEqual(names);
});

test('an applied migration that is not the one of this release stops the run', async () => {
  await run();
  await example.ask(
    `UPDATE ${schema}.migrations SET checksum = 'other' WHERE name = 'migrations/0002_append_only.sql'`,
  );
  await example.ask(`UPDATE ${schema}.migrations SET checksum = 'old' WHERE name = 'functions/append.sql'`);
  await expect(run()).rejects.toMatchObject({
    code: 'migration-changed',
    migration: 'migrations/0002_append_only.sql',
    schema,
    message: expect.stringMatching(/differs .*0002_append_only\.sql in schema made_\d+\. .*new migration/s),
  });
  await expect(run()).rejects.toBeInstanceOf(MigrationChanged);
  expect(await pending()).toEqual(['migrations/0002_append_only.sql', 'functions/append.sql']);
});

test('a function whose text has changed is put in place again, and the privileges after it', async () => {
  await run();
  const catalog = await schemaCatalog(example, schema);
  await example.ask(
    `CREATE OR REPLACE FUNCTION ${schema}.signed_32(number bigint) RETURNS integer LANGUAGE sql AS 'SELECT 1'`,
  );
  await example.ask(`UPDATE ${schema}.migrations SET checksum = 'old' WHERE name = 'functions/signed_32.sql'`);
  expect(await pending()).toEqual(['functions/signed_32.sql']);
  expect(await run()).toEqual(['functions/signed_32.sql', 'privileges/public.sql']);
  expect(await schemaCatalog(example, schema)).toEqual(catalog);
});

test('an older release leaves the functions and the privileges of a newer one alone', async () => {
  await withRole(example, async ({ name }) => {
    await run();
    await example.ask(`INSERT INTO ${schema}.migrations VALUES ('migrations/9999_newer.sql', 'newer')`);
    await example.ask(`UPDATE ${schema}.migrations SET checksum = 'newer' WHERE name LIKE 'functions/%'`);
    await example.ask(`CREATE FUNCTION ${schema}.newer() RETURNS int LANGUAGE sql RETURN 1`);
    await example.ask(`GRANT USAGE ON SCHEMA ${schema} TO ${name}`);
    await example.ask(`GRANT EXECUTE ON FUNCTION ${schema}.newer TO ${name}`);
    const catalog = await schemaCatalog(example, schema);
    expect(await pending()).toEqual([]);
    expect(await migrate({ dataSource: example.owner, schema, applicationRole: name })).toEqual([]);
    expect(await schemaCatalog(example, schema)).toEqual(catalog);
  });
});

test.each(['with "quotes" and spaces', `'; DROP TABLE events; --`, 'Capitals', '$1', ':schema', 'münchen'])(
  'the application’s role may be called %s',
  async (name) => {
    await withRole(
      example,
      async (role) => {
        await migrate({ dataSource: example.owner, schema, applicationRole: role.name });
        const dataSource = await example.connect(role.url, 1);
        const store = await example.openStore({ dataSource, schema });
        await store.append(newStream(), notes('fact'), { expected: 'noStream' });
        expect(store.prerequisites).toMatchObject({ role: role.name, mayBypassAppend: false });
        await dataSource.destroy();
      },
      `daybook_test ${name}`,
    );
  },
);

test('the owner does not lose by it what its functions need, if it is named as the application’s role', async () => {
  await withRole(example, async ({ name, url }) => {
    await example.ask(`GRANT CREATE ON DATABASE ${example.database.name} TO ${name}`);
    const dataSource = await example.connect(url, 2);
    for (let times = 0; times < 2; times++) {
      await migrate({ dataSource, schema, applicationRole: name });
      const store = await example.openStore({ dataSource, schema });
      await store.append(newStream(), notes('fact'), { expected: 'noStream' });
      expect(store.prerequisites.mayBypassAppend).toBe(true);
    }
    await dataSource.destroy();
  });
});

test('a role that does not exist undoes the whole run', async () => {
  const missing = migrate({ dataSource: example.owner, schema, applicationRole: 'nobody_of_this_name' });
  await expect(missing).rejects.toThrow('does not exist');
  expect(await pending()).toEqual(names);
});

test('the settings of the session and of the role do not reach into a run', async () => {
  await run();
  const catalog = await schemaCatalog(example, schema);
  await withRole(example, async ({ name, url }) => {
    await example.ask(`GRANT CREATE ON DATABASE ${example.database.name} TO ${name}`);
    for (const setting of [
      'default_transaction_isolation = serializable',
      'search_path = nowhere',
      'standard_conforming_strings = off',
      'DateStyle = German',
      'default_with_oids = off',
      'check_function_bodies = off',
    ]) {
      await example.ask(`ALTER ROLE ${name} SET ${setting}`);
    }
    const dataSource = await example.connect(url, 1);
    const other = `${schema}_other`;
    await migrate({ dataSource, schema: other });
    await dataSource.destroy();
    const made = await schemaCatalog(example, other);
    // But for whom they belong to.
    expect(made.map((line) => line.replaceAll(name, 'postgres'))).toEqual(catalog);
  });
});

test('every migration says in its first line whether a running system may take it', () => {
  const folder = new URL('../../sql/migrations/', import.meta.url);
  const files = readdirSync(folder).sort();
  const marker = /^--! (safe|breaking): \S.*\n/;
  expect(files.length).toBeGreaterThan(0);
  expect(files.filter((file) => !marker.test(readFileSync(new URL(file, folder), 'utf8')))).toEqual([]);
  expect('-- Adds a column.\n').not.toMatch(marker);
  expect(files.map((file) => file.slice(0, 4))).toEqual(files.map((_, index) => String(index).padStart(4, '0')));
});

test('the status tells the marker of each migration', async () => {
  const states = await migrationStatus(example.owner, schema);
  expect(states[0]).toEqual({
    name: 'migrations/0000_schema_and_migrations.sql',
    state: 'pending',
    marker: 'safe: creates what is not there yet',
  });
});
