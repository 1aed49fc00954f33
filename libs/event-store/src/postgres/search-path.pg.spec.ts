import { expect, test } from '@jest/globals';
import { Client } from 'pg';
import { withRole, type ExampleRole } from './example/example-role.js';
import { ExampleStore } from './example/example-store.js';
import { newStream, notes } from './example/noted.js';
import { migrate } from './migrate.js';
import { migrationSql } from './migration-sql.js';

const example = ExampleStore.ofThisSpec();

/** Schemas may be made in the spec's database by the attacker, as the owner of an application's role often may. */
async function withAttacker(work: (role: ExampleRole) => Promise<void>): Promise<void> {
  await withRole(example, async (role) => {
    await example.ask(`GRANT CREATE ON DATABASE ${example.database.name} TO ${role.name}`);
    await migrate({ dataSource: example.owner, applicationRole: role.name });
    await work(role);
  });
}

/** Things named like those that the functions use; each that is reached writes down as whom. */
const decoys = (schema: string): string => `
  CREATE TABLE evil.reached (who name);
  GRANT ALL ON evil.reached TO PUBLIC;
  CREATE FUNCTION evil.reach() RETURNS void LANGUAGE sql AS 'INSERT INTO evil.reached VALUES (current_user)';
  CREATE FUNCTION ${schema}.array_agg_step(bigint[], bigint) RETURNS bigint[] LANGUAGE sql
    AS 'SELECT evil.reach(); SELECT $1 || $2';
  CREATE AGGREGATE ${schema}.array_agg(bigint) (SFUNC = ${schema}.array_agg_step, STYPE = bigint[]);
  CREATE FUNCTION ${schema}.cardinality(integer[]) RETURNS integer LANGUAGE sql
    AS 'SELECT evil.reach(); SELECT pg_catalog.cardinality($1)';
  CREATE FUNCTION ${schema}.unnest(text[]) RETURNS SETOF text LANGUAGE sql
    AS 'SELECT evil.reach(); SELECT pg_catalog.unnest($1)';
  CREATE FUNCTION ${schema}.current_setting(text) RETURNS text LANGUAGE sql
    AS 'SELECT evil.reach(); SELECT pg_catalog.current_setting($1)';
  CREATE FUNCTION ${schema}.pg_advisory_xact_lock_shared(integer, integer) RETURNS void LANGUAGE sql
    AS 'SELECT evil.reach()';
  CREATE FUNCTION ${schema}.same(bigint, bigint) RETURNS boolean LANGUAGE sql AS 'SELECT evil.reach(); SELECT true';
  CREATE OPERATOR ${schema}.= (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = ${schema}.same);`;

const evilSchema = (): string =>
  `DROP SCHEMA IF EXISTS evil CASCADE; CREATE SCHEMA evil; GRANT USAGE ON SCHEMA evil TO PUBLIC;`;

/** An append in a transaction of its own, as an attacker calls it, and who was reached on the way. */
async function appendUnder(url: string, ...preparations: readonly string[]): Promise<readonly unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    for (const preparation of preparations) await client.query(preparation);
    const stream = newStream();
    const { rows } = await client.query<{ outcome: string }>(
      `SELECT outcome FROM daybook.append(ARRAY[$1], ARRAY[0::bigint], ARRAY[1], ARRAY[1], ARRAY[gen_random_uuid()],
         ARRAY['example.noted'], ARRAY[1], ARRAY['{"text": "t"}'::jsonb], ARRAY['{}'::jsonb], ARRAY[now()], NULL, NULL)`,
      [stream],
    );
    expect(rows).toEqual([{ outcome: 'appended' }]);
    const known = await example.ask('SELECT count(*)::int FROM daybook.streams WHERE stream_id = $1', [stream]);
    expect(known).toEqual([1]);
  } finally {
    await client.end();
  }
  return example.ask('SELECT DISTINCT who::text FROM evil.reached');
}

test('what a user has made in schemas of its search path is not reached from the functions', async () => {
  await withAttacker(async ({ url }) => {
    const reached = await appendUnder(
      url,
      evilSchema() + decoys('evil'),
      'SET search_path = evil, daybook, pg_catalog',
    );
    expect(reached).toEqual([]);
  });
});

test('nor are temporary tables and functions', async () => {
  await withAttacker(async ({ url }) => {
    const tables = ['events', 'streams', 'idempotency_keys', 'pg_class', 'pg_locks'].map(
      (table) =>
        `CREATE TEMP TABLE ${table} (stream_id text, stream_key bigint, version bigint, recorded_at text, key text)`,
    );
    const reached = await appendUnder(
      url,
      evilSchema() + decoys('pg_temp'),
      tables.join(';'),
      'SET search_path = pg_temp, evil, daybook',
    );
    expect(reached).toEqual([]);
  });
});

test('a function without a search path of its own would be reached, with the rights of its owner', async () => {
  await withAttacker(async ({ name, url }) => {
    await example.ask('ALTER FUNCTION daybook.append RESET search_path');
    try {
      const path = 'SET search_path = evil, daybook, pg_catalog';
      const reached = await appendUnder(url, evilSchema() + decoys('evil'), path);
      expect(reached).toEqual(['postgres']);
      expect(reached).not.toContain(name);
    } finally {
      await example.ask('ALTER FUNCTION daybook.append SET search_path = pg_catalog, pg_temp');
    }
  });
});

test.each([
  ['migrate()', (schema: string) => migrate({ dataSource: example.owner, schema }), false],
  ['the script of migrationSql()', (schema: string) => example.owner.query(migrationSql(schema)), false],
  [
    'a script that does not fix its search path',
    (schema: string) =>
      example.owner.query(migrationSql(schema).replace('SET LOCAL search_path = pg_catalog, pg_temp;', '')),
    true,
  ],
])('what lies in wait for a migration: %s', async (_, migrateSchema, isReached) => {
  await withAttacker(async ({ url }) => {
    // public, into which everybody could write until PostgreSQL 15; made by the attacker, met by the owner.
    await example.ask('GRANT CREATE ON SCHEMA public TO PUBLIC');
    const attacker = new Client({ connectionString: url });
    await attacker.connect();
    await attacker.query(evilSchema() + decoys('public'));
    await attacker.end();
    await migrateSchema('built');
    await example.ask('TRUNCATE evil.reached');
    const store = await example.openStore({ dataSource: example.owner, schema: 'built' });
    // In a transaction, because create_streams() is reached from append() alone.
    await example.owner.transaction((manager) =>
      store.append(newStream(), notes('fact'), { expected: 'noStream', manager }),
    );
    const reached = await example.ask('SELECT DISTINCT who::text FROM evil.reached');
    expect(reached).toEqual(isReached ? ['postgres'] : []);
    await example.ask('DROP SCHEMA built CASCADE');
  });
});

test('every function that runs with the rights of its owner has a fixed search path', async () => {
  const functions = await example.ask(
    `SELECT proname FROM pg_proc WHERE pronamespace = 'daybook'::regnamespace
     AND (prosecdef OR prolang <> (SELECT oid FROM pg_language WHERE lanname = 'sql'))
     AND NOT coalesce(proconfig @> ARRAY['search_path=pg_catalog, pg_temp'], false)`,
  );
  expect(functions).toEqual([]);
});
