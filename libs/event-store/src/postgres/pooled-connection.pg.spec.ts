import { expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { StoreUnavailable } from '../stream/store-unavailable.error.js';
import { durable, ExampleStore } from './example/example-store.js';
import { newStream, notes } from './example/noted.js';
import type { PostgresEventStore } from './postgres-event-store.js';

const example = ExampleStore.ofThisSpec();

/** A store on a pool of one connection, so that what one user leaves behind is what the next one finds. */
async function storeOnOneConnection(): Promise<{ store: PostgresEventStore; dataSource: DataSource }> {
  const dataSource = await example.connect(example.database.applicationUrl, 1);
  return { store: await example.openStore({ dataSource }), dataSource };
}

async function leaveBehind(dataSource: DataSource, ...statements: readonly string[]): Promise<void> {
  const runner = dataSource.createQueryRunner();
  for (const statement of statements) await runner.query(statement).catch(() => undefined);
  await runner.release();
}

async function texts(streamId: string): Promise<readonly unknown[]> {
  return example.ask(
    `SELECT data ->> 'text' FROM daybook.events JOIN daybook.streams USING (stream_key) WHERE stream_id = $1 ORDER BY position`,
    [streamId],
  );
}

test.each([
  ['open', ['BEGIN', 'SELECT 1']],
  ['aborted', ['BEGIN', 'SELECT 1 / 0']],
  ['open and repeatable read', ['BEGIN ISOLATION LEVEL REPEATABLE READ', 'SELECT 1']],
])('an append does not go down with a transaction that somebody has left %s', async (_, statements) => {
  const { store, dataSource } = await storeOnOneConnection();
  const stream = newStream();
  await leaveBehind(dataSource, ...statements);
  await store.append(stream, notes('kept'), { expected: 'noStream' });
  await leaveBehind(dataSource, 'ROLLBACK');
  expect(await texts(stream)).toEqual(['kept']);
});

test.each(['DISCARD ALL', 'DEALLOCATE ALL'])('appends and reads go on after %s', async (statement) => {
  const { store, dataSource } = await storeOnOneConnection();
  const stream = newStream();
  await store.append(stream, notes('before'), { expected: 'noStream' });
  await leaveBehind(dataSource, statement, 'SET synchronous_commit = on');
  await store.append(stream, notes('after'), { expected: 1 });
  await leaveBehind(dataSource, statement, 'SET synchronous_commit = on');
  expect((await example.log(store)).filter(({ streamId }) => streamId === stream)).toHaveLength(2);
  await dataSource.transaction(async (manager) => {
    await store.append(stream, notes('held'), { expected: 2, manager });
  });
  expect(await texts(stream)).toEqual(['before', 'after', 'held']);
});

test('a connection that the server ends in the middle of a read goes to nobody else', async () => {
  const { store, dataSource } = await storeOnOneConnection();
  const stream = newStream();
  await store.append(stream, notes('before'), { expected: 'noStream' });
  const [{ pid }] = await dataSource.query<[{ pid: number }]>('SELECT pg_backend_pid() AS pid');
  const held = example.owner.createQueryRunner();
  await held.startTransaction();
  await held.query('LOCK TABLE daybook.events');
  const read = expect(store.head()).rejects.toBeInstanceOf(StoreUnavailable);
  await expectEventually(`SELECT wait_event_type = 'Lock' FROM pg_stat_activity WHERE pid = ${pid}`);
  await example.ask('SELECT pg_terminate_backend($1)', [pid]);
  await read;
  await held.rollbackTransaction();
  await held.release();
  await store.append(stream, notes('after'), { expected: 1 });
  expect(await texts(stream)).toEqual(['before', 'after']);
});

test('nothing is prepared where that is switched off', async () => {
  const dataSource = await example.connect(example.database.applicationUrl, 1);
  const store = await example.openStore({ dataSource, preparedStatements: false });
  const stream = newStream();
  await store.append(stream, notes('a', 'b'), { expected: 'noStream' });
  await dataSource.transaction(async (manager) => {
    await store.append(stream, notes('c'), { expected: 2, manager });
  });
  expect((await example.log(store)).filter(({ streamId }) => streamId === stream)).toHaveLength(3);
  expect(await dataSource.query('SELECT name FROM pg_prepared_statements')).toEqual([]);
});

test('an error with which the server ends the connection leaves the outcome unknown, whatever its SQLSTATE', async () => {
  // Before 17 the server has no limit that ends a connection while it works: there it is an operator who does.
  const [hasLimit] = await example.ask(`SELECT current_setting('server_version_num')::int >= 170000`);
  const url = new URL(example.database.applicationSessionUrl);
  url.searchParams.set('options', hasLimit === true ? `${durable} -c transaction_timeout=200` : durable);
  const dataSource = await new DataSource({ type: 'postgres', url: url.href }).initialize();
  const store = await example.openStore({ dataSource });
  const stream = newStream();
  await store.append(stream, notes('there'), { expected: 'noStream' });
  const holder = example.owner.createQueryRunner();
  await holder.startTransaction();
  await holder.query('SELECT FROM daybook.streams WHERE stream_id = $1 FOR UPDATE', [stream]);
  const append = store.append(stream, notes('lost'), { expected: 1 }).catch((reason: unknown) => reason);
  if (hasLimit !== true) {
    const waiting = `wait_event_type = 'Lock' AND datname = current_database()`;
    await expectEventually(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE ${waiting}`);
  }
  const code = hasLimit === true ? '25P04' : '57P01';
  expect(await append).toMatchObject({ code: 'append-outcome-unknown', cause: { code } });
  await holder.rollbackTransaction();
  await holder.release();
  await store.append(stream, notes('after'), { expected: 1 });
  expect(await texts(stream)).toEqual(['there', 'after']);
  await dataSource.destroy();
});

test.each([3, 4, 10])('appends that wait leave the others a connection in a pool of %d', async (max) => {
  const dataSource = await example.connect(example.database.applicationUrl, max);
  const store = await example.openStore({ dataSource });
  const streams = Array.from({ length: 10 }, () => newStream('held'));
  for (const streamId of streams) await store.append(streamId, notes('there'), { expected: 'noStream' });
  const holder = example.owner.createQueryRunner();
  await holder.startTransaction();
  await holder.query('SELECT FROM daybook.streams WHERE stream_id = ANY ($1) FOR UPDATE', [streams]);
  const waiting = streams.map((streamId) => store.append(streamId, notes('waits'), { expected: 1 }));
  await expectEventually(`SELECT count(*) > 0 FROM pg_stat_activity WHERE wait_event_type = 'Lock'`);
  for (let n = 0; n < 5; n++) await store.append(newStream(), notes('does not'), { expected: 'noStream' });
  expect(await example.ask(`SELECT count(*) > 0 FROM pg_stat_activity WHERE wait_event_type = 'Lock'`)).toEqual([true]);
  await holder.rollbackTransaction();
  await holder.release();
  await Promise.all(waiting);
});

async function expectEventually(statement: string): Promise<void> {
  for (let tries = 0; tries < 500; tries++) {
    if ((await example.ask(statement))[0] === true) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`It has not come true: ${statement}`);
}
