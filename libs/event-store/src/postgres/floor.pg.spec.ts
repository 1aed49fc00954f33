import { beforeEach, expect, test } from '@jest/globals';
import type { EntityManager, QueryRunner } from 'typeorm';
import { ExampleStore } from './example/example-store.js';
import { newStream, notes } from './example/noted.js';

const example = ExampleStore.ofThisSpec();
let stream: string;

beforeEach(() => {
  stream = newStream();
});

/** Runs work in a transaction on a connection that it keeps afterwards, and gives both back. */
async function onOneConnection(work: (runner: QueryRunner) => Promise<void>): Promise<void> {
  const runner = example.dataSource.createQueryRunner();
  try {
    await work(runner);
  } finally {
    if (runner.isTransactionActive) await runner.rollbackTransaction();
    await runner.release();
  }
}

async function append(manager: EntityManager, ...texts: readonly string[]): Promise<void> {
  await example.store.append(stream, notes(...texts), { expected: 'any', manager });
}

/** The events of this test that a reader of the whole log sees. */
async function visible(): Promise<readonly unknown[]> {
  return (await example.log()).filter(({ streamId }) => streamId === stream).map(({ data }) => data['text']);
}

/** Appends elsewhere, and looks whether readers are kept from it by a floor. */
async function readersWait(): Promise<boolean> {
  const other = newStream('other');
  await example.store.append(other, notes('later'), { expected: 'noStream' });
  return !(await example.log()).some(({ streamId }) => streamId === other);
}

test('a transaction holds one floor, however often it appends', async () => {
  await onOneConnection(async (runner) => {
    await runner.startTransaction();
    for (let n = 0; n < 20; n++) await append(runner.manager, String(n));
    expect(await example.store.heldFloors()).toHaveLength(1);
    expect(await readersWait()).toBe(true);
    await runner.commitTransaction();
  });
  expect(await example.store.heldFloors()).toEqual([]);
  expect(await visible()).toHaveLength(20);
});

test('every transaction on a connection takes a floor of its own', async () => {
  await onOneConnection(async (runner) => {
    for (const end of ['commitTransaction', 'rollbackTransaction', 'commitTransaction'] as const) {
      await runner.startTransaction();
      await append(runner.manager, end);
      expect(await readersWait()).toBe(true);
      await runner[end]();
      expect(await readersWait()).toBe(false);
    }
  });
});

test('a chained transaction takes a floor of its own', async () => {
  await onOneConnection(async (runner) => {
    await runner.startTransaction();
    await append(runner.manager, 'first');
    await runner.query('COMMIT AND CHAIN');
    expect(await readersWait()).toBe(false);
    await append(runner.manager, 'second');
    expect(await readersWait()).toBe(true);
    await runner.commitTransaction();
  });
  expect(await visible()).toEqual(['first', 'second']);
});

test('a savepoint that is rolled back takes its floor with it, and the next append takes another', async () => {
  await onOneConnection(async (runner) => {
    await runner.startTransaction();
    await runner.query('SAVEPOINT a');
    await append(runner.manager, 'undone');
    await runner.query('ROLLBACK TO SAVEPOINT a');
    expect(await example.store.heldFloors()).toEqual([]);
    await append(runner.manager, 'kept');
    expect(await readersWait()).toBe(true);
    await runner.commitTransaction();
  });
  expect(await visible()).toEqual(['kept']);
});

test('a floor outlives a later savepoint, rolled back or released', async () => {
  await onOneConnection(async (runner) => {
    await runner.startTransaction();
    await append(runner.manager, 'before');
    await runner.query('SAVEPOINT a');
    await append(runner.manager, 'undone');
    await runner.query('ROLLBACK TO SAVEPOINT a');
    expect(await readersWait()).toBe(true);
    await runner.query('RELEASE SAVEPOINT a');
    await runner.query('SAVEPOINT b');
    await append(runner.manager, 'released');
    await runner.query('RELEASE SAVEPOINT b');
    expect(await example.store.heldFloors()).toHaveLength(1);
    await runner.commitTransaction();
  });
  expect(await visible()).toEqual(['before', 'released']);
});

test('a floor taken in a savepoint that is released stays until the end of the transaction', async () => {
  await onOneConnection(async (runner) => {
    await runner.startTransaction();
    await runner.query('SAVEPOINT a');
    await append(runner.manager, 'inside');
    await runner.query('RELEASE SAVEPOINT a');
    expect(await readersWait()).toBe(true);
    await append(runner.manager, 'after');
    expect(await example.store.heldFloors()).toHaveLength(1);
    await runner.commitTransaction();
  });
  expect(await visible()).toEqual(['inside', 'after']);
});

test('a stream that was created in a savepoint that is rolled back can be created again', async () => {
  await onOneConnection(async (runner) => {
    await runner.startTransaction();
    await runner.query('SAVEPOINT a');
    await example.store.append(stream, notes('undone'), { expected: 'noStream', manager: runner.manager });
    await runner.query('ROLLBACK TO SAVEPOINT a');
    await example.store.append(stream, notes('created'), { expected: 'noStream', manager: runner.manager });
    await runner.commitTransaction();
  });
  expect(await visible()).toEqual(['created']);
});

test('RESET ALL within a transaction costs a second floor, not the first', async () => {
  await onOneConnection(async (runner) => {
    await runner.startTransaction();
    await append(runner.manager, 'before');
    await runner.query('RESET ALL');
    await runner.query('SET synchronous_commit = on');
    expect(await readersWait()).toBe(true);
    await append(runner.manager, 'after');
    await runner.commitTransaction();
  });
  expect(await visible()).toEqual(['before', 'after']);
});

test('DISCARD ALL between transactions leaves the next one its floor', async () => {
  const dataSource = await example.connect(example.database.applicationUrl, 1);
  const store = await example.openStore({ dataSource, preparedStatements: false });
  const runner = dataSource.createQueryRunner();
  await runner.startTransaction();
  await store.append(stream, notes('before'), { expected: 'any', manager: runner.manager });
  await runner.commitTransaction();
  await runner.query('DISCARD ALL');
  await runner.query('SET synchronous_commit = on');
  await runner.startTransaction();
  await store.append(stream, notes('after'), { expected: 'any', manager: runner.manager });
  expect(await readersWait()).toBe(true);
  await runner.commitTransaction();
  await runner.release();
});

test('a setting that a session has kept does not stand for a floor', async () => {
  const [log] = await example.ask(`SELECT 'daybook.events'::regclass::oid`);
  await onOneConnection(async (runner) => {
    await runner.startTransaction();
    await append(runner.manager, 'before');
    // As a pooler does that gives each client its session's settings back.
    await runner.query(`SELECT set_config(name, current_setting(name), false) FROM (VALUES ($1)) AS kept (name)`, [
      `daybook.floor_${String(log)}`,
    ]);
    await runner.commitTransaction();
    await runner.startTransaction();
    await append(runner.manager, 'after');
    expect(await readersWait()).toBe(true);
    await runner.commitTransaction();
  });
});

test('an append in an EXCEPTION block keeps its floor if the block ends well, and loses it with its events if not', async () => {
  const appended = `PERFORM daybook.append(ARRAY[$1], ARRAY[-1], ARRAY[1], ARRAY[1], ARRAY[gen_random_uuid()],
    ARRAY['example.noted'], ARRAY[1], ARRAY['{"text":"%s"}'::jsonb], ARRAY['{}'::jsonb], ARRAY[now()], NULL, NULL)`;
  const block = (text: string, end: string): string => `
    CREATE OR REPLACE FUNCTION pg_temp.try_${text}(text) RETURNS void LANGUAGE plpgsql AS $$
    BEGIN ${appended.replace('%s', text)}; ${end} EXCEPTION WHEN division_by_zero THEN NULL; END $$`;
  await onOneConnection(async (runner) => {
    // In the transaction, too: behind a pooler the session is another one before it.
    await runner.startTransaction();
    await runner.query(block('well', ''));
    await runner.query(block('badly', 'PERFORM 1 / 0;'));
    await runner.query('SELECT pg_temp.try_badly($1)', [stream]);
    expect(await example.store.heldFloors()).toEqual([]);
    await runner.query('SELECT pg_temp.try_well($1)', [stream]);
    expect(await readersWait()).toBe(true);
    await append(runner.manager, 'after');
    expect(await example.store.heldFloors()).toHaveLength(1);
    await runner.commitTransaction();
  });
  expect(await visible()).toEqual(['well', 'after']);
});

test('a transaction that only reads, or only loses an append to a conflict, holds nobody up', async () => {
  await example.store.append(stream, notes('there'), { expected: 'noStream' });
  await onOneConnection(async (runner) => {
    await runner.startTransaction();
    const lost = example.store.append(stream, notes('lost'), { expected: 'noStream', manager: runner.manager });
    await expect(lost).rejects.toThrow('expected at "noStream"');
    await example.store.readStream(stream, { manager: runner.manager }).pages().next();
    expect(await readersWait()).toBe(false);
    await runner.commitTransaction();
  });
});
