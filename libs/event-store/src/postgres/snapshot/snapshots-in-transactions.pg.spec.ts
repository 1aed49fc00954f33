import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Snapshot } from '../../snapshot/snapshot.js';
import { ExampleStore } from '../example/example-store.js';
import { newStream } from '../example/noted.js';
import { sqlFile } from '../sql-file.js';

const example = ExampleStore.ofThisSpec();
const fingerprint = '0123456789abcdef0123456789abcdef';

function snapshotOf(streamId: string, version = 1): Snapshot {
  const of = { eventId: randomUUID(), fingerprint, takenAt: new Date(), state: { state: { version } } };
  return { streamId, version, position: version, ...of };
}

async function setDefault(setting: string, value: string): Promise<void> {
  const { applicationRole, name } = example.database;
  await example.ask(`ALTER ROLE ${applicationRole} IN DATABASE ${name} SET ${setting} = '${value}'`);
}

describe('in a transaction of the caller’s', () => {
  test('a snapshot is read on its connection, also where the pool has no other', async () => {
    const dataSource = await example.connect(example.database.applicationUrl, 1);
    const { snapshots } = await example.openStore({ dataSource });
    const streamId = newStream();
    await snapshots.put(snapshotOf(streamId));
    await dataSource.transaction(async (manager) => {
      expect(await snapshots.nearest(streamId, { fingerprint, manager })).toMatchObject({ snapshot: { version: 1 } });
    });
  });

  test('the transaction that is around the call is taken without being named', async () => {
    const dataSource = await example.connect(example.database.applicationUrl, 1);
    let around: Parameters<Parameters<typeof dataSource.transaction>[1]>[0] | undefined;
    const { snapshots } = await example.openStore({ dataSource, ambient: { manager: () => around } });
    const streamId = newStream();
    await snapshots.put(snapshotOf(streamId));
    await dataSource.transaction(async (manager) => {
      around = manager;
      expect(await snapshots.nearest(streamId, { fingerprint })).toMatchObject({ snapshot: { version: 1 } });
      around = undefined;
    });
  });

  test('a damaged one leaves the transaction as it was', async () => {
    const { store, dataSource } = example;
    const streamId = newStream();
    await store.snapshots.put(snapshotOf(streamId));
    await example.ask(`UPDATE daybook.snapshots SET state = 'x' WHERE stream_id = $1`, [streamId]);
    await dataSource.transaction(async (manager) => {
      const nearest = await store.snapshots.nearest(streamId, { fingerprint, manager });
      expect(nearest).toEqual({ snapshot: undefined, passedOver: ['unreadable'] });
      expect(await manager.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    });
  });

  test('a snapshot is kept outside of it, and stays when it is rolled back', async () => {
    const { store, dataSource } = example;
    const streamId = newStream();
    const rolledBack = dataSource.transaction(async () => {
      await store.snapshots.put(snapshotOf(streamId));
      throw new Error('roll back');
    });
    await expect(rolledBack).rejects.toThrow('roll back');
    expect(await store.snapshots.nearest(streamId, { fingerprint })).toMatchObject({ snapshot: { version: 1 } });
  });
});

describe('where the role’s default is another', () => {
  afterEach(() => setDefault('default_transaction_isolation', 'read committed'));

  test.each(['repeatable read', 'serializable'])('%s, many writers at once leave the newest', async (isolation) => {
    await setDefault('default_transaction_isolation', isolation);
    const dataSource = await example.connect(example.database.applicationSessionUrl);
    const { snapshots } = await example.openStore({ dataSource });
    const streamId = newStream();
    const versions = Array.from({ length: 30 }, (_, n) => ((n * 7) % 30) + 1);
    await Promise.all(versions.map((version) => snapshots.put(snapshotOf(streamId, version))));
    expect(await snapshots.nearest(streamId, { fingerprint })).toMatchObject({ snapshot: { version: 30 } });
  });
});

test('a stream is found by the index, however many others there are', async () => {
  await example.ask(
    `INSERT INTO daybook.snapshots (stream_id, fingerprint, version, position, event_id, taken_at, checksum, state)
     SELECT 'many-' || n, $1, 1, 1, gen_random_uuid(), now(), '', 'null' FROM generate_series(1, 20000) AS n`,
    [fingerprint],
  );
  await example.ask('ANALYZE daybook.snapshots');
  const runner = example.owner.createQueryRunner();
  const statement = sqlFile('queries/nearest_snapshot.sql', 'daybook');
  await runner.query('SET plan_cache_mode = force_generic_plan');
  await runner.query(`PREPARE nearest (text, text, bigint) AS ${statement}`);
  const rows = (await runner.query(`EXPLAIN EXECUTE nearest ('many-7', '${fingerprint}', 9)`)) as Record<
    string,
    string
  >[];
  await runner.query('RESET plan_cache_mode');
  await runner.release();
  const plan = rows.map((row) => Object.values(row)[0]).join('\n');
  expect(plan).not.toContain('Seq Scan');
  expect(plan.match(/snapshots_pkey/g)).toHaveLength(2);
});

test('what two processes do to one stream at once ends without an error', async () => {
  const other = await example.openStore({ dataSource: await example.connect(example.database.applicationUrl) });
  const streamId = newStream();
  for (let round = 0; round < 10; round++) {
    const versions = Array.from({ length: 6 }, (_, n) => round * 6 + n + 1);
    await Promise.all(
      versions.flatMap((version) => [
        example.store.snapshots.put(snapshotOf(streamId, version)),
        other.snapshots.put(snapshotOf(streamId, version)),
        other.snapshots.nearest(streamId, { fingerprint }),
      ]),
    );
    if (round % 3 === 2)
      await Promise.all([example.store.snapshots.drop({ streamId }), other.snapshots.drop({ streamId })]);
  }
  expect(await other.snapshots.nearest(streamId, { fingerprint })).toMatchObject({ snapshot: { version: 60 } });
});
