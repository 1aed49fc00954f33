import { expect, test } from '@jest/globals';
import { attempt, notRefusedWith } from './example/attempts.js';
import { withRole } from './example/example-role.js';
import { ExampleStore } from './example/example-store.js';
import { newStream, notes } from './example/noted.js';
import { migrate } from './migrate.js';

const example = ExampleStore.ofThisSpec();
const insufficientPrivilege = '42501';
const needed = [
  'abandon_copy',
  'advance_segment',
  'append',
  'append_group',
  'appending_roles',
  'beat',
  'begin_copy',
  'begin_inline',
  'claim_key',
  'claim_steps',
  'copy_generation',
  'divide_parked',
  'done_steps',
  'drop_generation',
  'drop_parked',
  'end_copy',
  'end_inline',
  'fail_step',
  'floor_position',
  'guard_inline',
  'hide_generation',
  'hold_sagas',
  'incarnation_identity',
  'inline_lag',
  'inline_lock',
  'inline_proof',
  'lease_end',
  'lock_inline_keys',
  'note_incarnation',
  'park_events',
  'prune_keys',
  'prune_sagas',
  'redivide_subscription',
  'register_subscriptions',
  'retry_parked',
  'safe_position',
  'saga_record',
  'saga_step',
  'settle_key',
  'show_generation',
  'stop_subscription',
  'types_on_record',
  'write_sagas',
];

const writes = [
  ...['events', 'streams', 'migrations', 'idempotency_keys', 'incarnations'].flatMap((table) => [
    `INSERT INTO daybook.${table} DEFAULT VALUES`,
    `DELETE FROM daybook.${table}`,
    `TRUNCATE daybook.${table}`,
    `SELECT FROM daybook.${table} FOR UPDATE`,
    `CREATE TRIGGER mine BEFORE INSERT ON daybook.${table} EXECUTE FUNCTION daybook.refuse_change()`,
    `ALTER TABLE daybook.${table} ADD COLUMN mine text`,
    `DROP TABLE daybook.${table}`,
  ]),
  ...[
    ...['subscriptions', 'subscription_segments', 'subscription_processes', 'parked_events', 'dropped_events'],
    ...['snapshots', 'saga_instances', 'saga_steps', 'saga_deadlines', 'saga_outsets', 'saga_pruned_keys'],
  ].flatMap((table) => [
    `TRUNCATE daybook.${table} CASCADE`,
    `CREATE TRIGGER mine BEFORE INSERT ON daybook.${table} EXECUTE FUNCTION daybook.refuse_change()`,
    `ALTER TABLE daybook.${table} ADD COLUMN mine text`,
    `DROP TABLE daybook.${table} CASCADE`,
  ]),
  ...['saga_instances', 'saga_steps', 'saga_outsets', 'saga_pruned_keys'].map(
    (table) => `DELETE FROM daybook.${table}`,
  ),
  `INSERT INTO daybook.saga_pruned_keys DEFAULT VALUES`,
  `UPDATE daybook.events SET data = '{}'`,
  `UPDATE daybook.streams SET version = 0`,
  `UPDATE daybook.streams SET closed_at = now()`,
  `UPDATE daybook.stream_copies SET state = 'complete'`,
  `UPDATE daybook.migrations SET checksum = ''`,
  `UPDATE daybook.idempotency_keys SET fingerprint = ''`,
  `SELECT nextval('daybook.events_position')`,
  `SELECT setval('daybook.events_position', 1)`,
  `SELECT nextval('daybook.streams_stream_key_seq')`,
  `ALTER SEQUENCE daybook.events_position RESTART`,
  `ALTER TABLE daybook.events DISABLE TRIGGER ALL`,
  `SET session_replication_role = replica`,
  `CREATE TABLE daybook.mine ()`,
  `CREATE FUNCTION daybook.mine() RETURNS int LANGUAGE sql RETURN 1`,
  `DROP FUNCTION daybook.append`,
  `ALTER SCHEMA daybook RENAME TO mine`,
];

/** The functions of the schema that a role may call. */
async function callable(role: string): Promise<readonly unknown[]> {
  return example.ask(
    `SELECT proname FROM pg_proc
     WHERE pronamespace = 'daybook'::regnamespace AND has_function_privilege($1, oid, 'EXECUTE') ORDER BY proname`,
    [role],
  );
}

/** What a role can write, and the functions that it can call. */
async function possible(role: string, url: string): Promise<readonly unknown[]> {
  return [...notRefusedWith(insufficientPrivilege, await attempt(url, writes)), ...(await callable(role))];
}

test('the application can change nothing past the functions, and call none but those that it needs', async () => {
  const { applicationRole, applicationUrl } = example.database;
  expect(await possible(applicationRole, applicationUrl)).toEqual(needed);
  const direct = await attempt(applicationUrl, [
    `SELECT daybook.refuse_unsafe_commit()`,
    `SELECT daybook.take_floor()`,
  ]);
  expect(notRefusedWith(insufficientPrivilege, direct)).toEqual([]);
});

test('privileges that are granted by hand would be found', async () => {
  await withRole(example, async ({ name, url }) => {
    await migrate({ dataSource: example.owner, applicationRole: name });
    expect(await possible(name, url)).toEqual(needed);
    await example.ask(`GRANT UPDATE ON daybook.streams TO ${name}`);
    await example.ask(`GRANT USAGE ON SEQUENCE daybook.events_position TO ${name}`);
    await example.ask(`GRANT EXECUTE ON FUNCTION daybook.take_floor TO ${name}`);
    expect(await possible(name, url)).toEqual([
      'SELECT FROM daybook.streams FOR UPDATE',
      'UPDATE daybook.streams SET version = 0',
      'UPDATE daybook.streams SET closed_at = now()',
      `SELECT nextval('daybook.events_position')`,
      ...[...needed, 'take_floor'].toSorted(),
    ]);
    await migrate({ dataSource: example.owner, applicationRole: name });
    expect(await possible(name, url)).toEqual(needed);
  });
});

test('the application can do everything that the store does', async () => {
  const { store, dataSource } = example;
  expect(store.prerequisites).toMatchObject({ mayBypassAppend: false, role: example.database.applicationRole });
  const [one, two] = [newStream(), newStream()];
  const group = Array.from({ length: 20 }, (_, n) =>
    store.append(newStream(), notes(`${n}`), { expected: 'noStream' }),
  );
  await Promise.all(group);
  await store.append(one, notes('a'), { expected: 'noStream', idempotencyKey: `key ${one}` });
  const again = await store.append(one, notes('a'), { expected: 'noStream', idempotencyKey: `key ${one}` });
  expect(again.repeated).toBe(true);
  await store.appendAll([
    { streamId: one, events: notes('b'), expected: 1 },
    { streamId: two, events: notes('c'), expected: 'noStream' },
  ]);
  await dataSource.transaction(async (manager) => {
    await store.append(two, notes('d'), { expected: 1, manager, idempotencyKey: `key ${two}` });
    expect(await store.heldFloors()).toMatchObject([{ role: example.database.applicationRole }]);
    const held: unknown[] = [];
    for await (const { data } of store.readStream(two, { manager })) held.push(data['text']);
    expect(held).toEqual(['c', 'd']);
  });
  const backwards: unknown[] = [];
  for await (const { data } of store.readStream(one, { direction: 'backwards' })) backwards.push(data['text']);
  expect(backwards).toEqual(['b', 'a']);
  const log = await example.log();
  expect(log).toHaveLength(24);
  expect(await store.head()).toBe(log.at(-1)?.position);
});

test('a role without any privilege can do and see nothing, for PUBLIC has none', async () => {
  await withRole(example, async ({ name, url }) => {
    const reads = ['events', 'streams', 'migrations', 'idempotency_keys', 'events_position'].map(
      (table) => `SELECT FROM daybook.${table}`,
    );
    expect(notRefusedWith(insufficientPrivilege, await attempt(url, [...reads, ...writes]))).toEqual([]);
    expect(await callable(name)).toEqual([]);
  });
  const granted = await example.ask(
    `SELECT acl.name || ' ' || privilege_type
     FROM (SELECT nspname AS name, coalesce(nspacl, acldefault('n', nspowner)) AS items
           FROM pg_namespace WHERE nspname = 'daybook'
           UNION ALL SELECT relname, coalesce(relacl, acldefault(CASE relkind WHEN 'S' THEN 's' ELSE 'r' END::"char", relowner))
           FROM pg_class WHERE relnamespace = 'daybook'::regnamespace AND relkind IN ('r', 'S', 'v', 'm', 'p')
           UNION ALL SELECT proname, coalesce(proacl, acldefault('f', proowner))
           FROM pg_proc WHERE pronamespace = 'daybook'::regnamespace) AS acl,
          aclexplode(acl.items) WHERE grantee = 0`,
  );
  expect(granted).toEqual([]);
});

test('a function that a later release brings is not everybody’s', async () => {
  // As an upgrade finds it: the public privileges have been taken away, and then a function is new.
  await example.ask('DROP FUNCTION daybook.signed_32');
  await example.ask(`DELETE FROM daybook.migrations WHERE name = 'functions/signed_32.sql'`);
  expect(await migrate({ dataSource: example.owner })).toContain('functions/signed_32.sql');
  expect(await example.ask(`SELECT has_function_privilege('public', 'daybook.signed_32(bigint)', 'EXECUTE')`)).toEqual([
    false,
  ]);
});

test('whether the role could write past the functions is known to the store', async () => {
  const owners = await example.openStore({ dataSource: example.owner });
  expect(owners.prerequisites.mayBypassAppend).toBe(true);
  const grants = [
    'GRANT INSERT (data) ON daybook.events',
    'GRANT TRIGGER ON daybook.events',
    'GRANT UPDATE (version) ON daybook.streams',
    'GRANT USAGE ON SEQUENCE daybook.events_position',
  ];
  await withRole(example, async ({ name, url }) => {
    const dataSource = await example.connect(url, 1);
    for (const grant of grants) {
      await migrate({ dataSource: example.owner, applicationRole: name });
      expect((await example.openStore({ dataSource })).prerequisites.mayBypassAppend).toBe(false);
      await example.ask(`${grant} TO ${name}`);
      expect((await example.openStore({ dataSource })).prerequisites.mayBypassAppend).toBe(true);
    }
    await dataSource.destroy();
  });
});
