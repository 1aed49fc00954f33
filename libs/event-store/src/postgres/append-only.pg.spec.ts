import { beforeAll, expect, test } from '@jest/globals';
import { attempt, notRefusedWith } from './example/attempts.js';
import { withRole } from './example/example-role.js';
import { ExampleStore } from './example/example-store.js';
import { newStream, notes } from './example/noted.js';
import { migrate } from './migrate.js';

const example = ExampleStore.ofThisSpec();
const restrictViolation = '23001';
const asReplica = 'SET session_replication_role = replica';
/** The major version of the server. */
let version: number;

beforeAll(async () => {
  version = Number((await example.ask(`SELECT current_setting('server_version_num')::int / 10000`))[0]);
  await example.store.append(newStream(), notes('fact'), { expected: 'noStream' });
});

/** Every way that SQL knows of changing a row or removing it. */
function edits(schema = 'daybook'): readonly string[] {
  return [
    `UPDATE ${schema}.events SET data = '{}'`,
    `UPDATE ${schema}.events SET position = position`,
    `DELETE FROM ${schema}.events`,
    ...(version < 15
      ? []
      : [`MERGE INTO ${schema}.events AS event USING (SELECT 1) AS always ON true WHEN MATCHED THEN DELETE`]),
    `INSERT INTO ${schema}.events SELECT * FROM ${schema}.events ON CONFLICT (position) DO UPDATE SET event_type = 'other'`,
    `TRUNCATE ${schema}.events`,
    `TRUNCATE ${schema}.events RESTART IDENTITY CASCADE`,
    `DELETE FROM ${schema}.streams`,
    `TRUNCATE ${schema}.streams`,
    `TRUNCATE ${schema}.streams CASCADE`,
    `TRUNCATE ${schema}.idempotency_keys, ${schema}.events`,
  ];
}

test('a superuser can neither change nor remove what has been recorded', async () => {
  expect(notRefusedWith(restrictViolation, await attempt(example.database.url, edits()))).toEqual([]);
});

test('nor can a session that applies changes as a replica', async () => {
  expect(notRefusedWith(restrictViolation, await attempt(example.database.url, edits(), asReplica))).toEqual([]);
});

test('nor can the owner of the tables, as a replica or not', async () => {
  await withRole(example, async ({ name, url }) => {
    await example.ask(`GRANT CREATE ON DATABASE ${example.database.name} TO ${name}`);
    const dataSource = await example.connect(url, 2);
    await migrate({ dataSource, schema: 'owned' });
    const store = await example.openStore({ dataSource, schema: 'owned' });
    await store.append(newStream(), notes('fact'), { expected: 'noStream' });
    await dataSource.destroy();
    expect(notRefusedWith(restrictViolation, await attempt(url, edits('owned')))).toEqual([]);
    // Before 15 it takes a superuser.
    if (version < 15) return expect(attempt(url, [], asReplica)).rejects.toMatchObject({ code: '42501' });
    await example.ask(`GRANT SET ON PARAMETER session_replication_role TO ${name}`);
    expect(notRefusedWith(restrictViolation, await attempt(url, edits('owned'), asReplica))).toEqual([]);
    await example.ask(`REVOKE SET ON PARAMETER session_replication_role FROM ${name}`);
  });
});

test('a deletion cannot come along from a table that refers to the log', async () => {
  const cascading = [
    `CREATE TABLE referring (position bigint REFERENCES daybook.events ON DELETE CASCADE);
     INSERT INTO referring SELECT position FROM daybook.events; DELETE FROM daybook.events`,
    `CREATE TABLE referring (position bigint REFERENCES daybook.events); TRUNCATE daybook.events CASCADE`,
    `CREATE RULE away AS ON INSERT TO daybook.idempotency_keys DO INSTEAD DELETE FROM daybook.events;
     INSERT INTO daybook.idempotency_keys VALUES ('k', 'f', '{}', '{}', '{}', '{}', now())`,
  ];
  expect(notRefusedWith(restrictViolation, await attempt(example.database.url, cascading))).toEqual([]);
});

test('triggers that are not always enabled would be silent for a replica', async () => {
  const plain = `
    ALTER TABLE daybook.events ENABLE TRIGGER events_are_never_changed;
    ALTER TABLE daybook.events ENABLE TRIGGER events_are_never_truncated;
    ALTER TABLE daybook.streams ENABLE TRIGGER streams_are_never_deleted;
    ALTER TABLE daybook.streams ENABLE TRIGGER streams_are_never_truncated`;
  const attempts = edits().map((edit) => `${plain}; SET LOCAL session_replication_role = replica; ${edit}`);
  const passed = notRefusedWith(restrictViolation, await attempt(example.database.url, attempts));
  expect(passed).toHaveLength(attempts.length);
});

test('row triggers alone would let a TRUNCATE pass', async () => {
  const truncate = 'DROP TRIGGER events_are_never_truncated ON daybook.events; TRUNCATE daybook.events';
  expect(notRefusedWith(restrictViolation, await attempt(example.database.url, [truncate]))).toEqual([truncate]);
});

test('the refusal says what was tried and what to do instead', async () => {
  const deletion = example.ask('DELETE FROM daybook.events');
  await expect(deletion).rejects.toMatchObject({
    message: 'the log is append-only: DELETE on daybook.events is refused',
    driverError: { hint: 'A correction is a new event, never an edit.' },
  });
});
