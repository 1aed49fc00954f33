import type { PostgresEventStore, Transactions } from '@daybook/event-store';
import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import type { QueryRunner } from 'typeorm';
import { closingAfterEach } from '../../faults/load/closing.js';
import { openStore, type OpenedStore } from '../../faults/load/opened-store.js';
import { createOwnDatabase, type OwnDatabase } from '../../faults/load/own-database.js';
import { requestOf, type RequestedAppend } from '../../faults/load/request.js';
import { applyVariants } from '../../faults/wrong-builds/sql-variant.js';
import { cachedSafePosition } from './cached-safe-position.js';
import { gapTimeOut } from './gap-time-out.js';
import { lateFloor } from './late-floor.js';
import { noKeyLock } from './no-key-lock.js';
import { oneSnapshot } from './one-snapshot.js';
import { readOn } from './read-on.js';
import type { WrongBuild } from './wrong-build.js';
import { wrongBuilds } from './wrong-builds.js';

const closing = closingAfterEach();

interface Stage {
  readonly database: OwnDatabase;
  readonly writer: OpenedStore;
  readonly reader: PostgresEventStore;
}

/** A store that writes, and one that reads as a build does. */
async function stage(build?: WrongBuild): Promise<Stage> {
  const database = closing(await createOwnDatabase());
  await applyVariants(database.url, 'daybook', build?.sql ?? []);
  const writer = closing(await openStore(database.applicationUrl));
  const { store: reader } = closing(await openStore(database.applicationUrl));
  build?.store?.(reader);
  return { database, writer, reader };
}

async function append({ store }: OpenedStore, streamId: string, runner?: QueryRunner, count = 1): Promise<void> {
  const { appends } = requestOf([{ streamId, expected: 'any', count }]);
  await store.appendAll(appends, runner && { manager: runner.manager });
}

/** Appends in a transaction that stays open. */
async function hold(writer: OpenedStore, streamId: string, count = 1): Promise<QueryRunner> {
  const runner = writer.dataSource.createQueryRunner();
  closing({ close: () => runner.release() });
  await runner.startTransaction();
  await append(writer, streamId, runner, count);
  return runner;
}

async function met({ reader }: Pick<Stage, 'reader'>, afterPosition = 0): Promise<readonly string[]> {
  const streams: string[] = [];
  for await (const { streamId } of reader.readAll({ afterPosition })) streams.push(streamId);
  return streams;
}

test('where nobody else is at work, every one of them reads what there is', async () => {
  const { database, writer } = await stage();
  await append(writer, 'cell-1');
  await append(writer, 'cell-2');
  for (const build of wrongBuilds) {
    const { store: reader } = closing(await openStore(database.applicationUrl));
    build.store?.(reader);
    await applyVariants(database.url, 'daybook', build.sql ?? []);
    expect(await met({ reader })).toEqual(['cell-1', 'cell-2']);
    expect(await reader.head()).toBe(2);
  }
});

test('the right build waits for an append that is held', async () => {
  const at = await stage();
  const held = await hold(at.writer, 'cell-1');
  await append(at.writer, 'cell-2');
  expect(await met(at)).toEqual([]);
  await held.commitTransaction();
  expect(await met(at)).toEqual(['cell-1', 'cell-2']);
});

test('read-on passes over an append that is held', async () => {
  const at = await stage(readOn);
  const held = await hold(at.writer, 'cell-1');
  await append(at.writer, 'cell-2');
  expect(await met(at)).toEqual(['cell-2']);
  await held.commitTransaction();
});

test('gap-time-out passes over an append that is held for longer than it waits', async () => {
  const at = await stage(gapTimeOut);
  const held = await hold(at.writer, 'cell-1');
  await append(at.writer, 'cell-2');
  expect(await met(at)).toEqual([]);
  await sleep(50);
  expect(await met(at)).toEqual(['cell-2']);
  await held.commitTransaction();
});

/** What is met while an append is held that was kept from going on when its first position was allocated already. */
async function metBehindADelay(at: Stage): Promise<readonly string[]> {
  const { store } = at.writer;
  const [twice, once] = [
    requestOf([{ streamId: 'cell-1', expected: 'any' }]),
    requestOf([{ streamId: 'cell-2', expected: 'any' }]),
  ];
  const first = await hold(at.writer, 'cell-0');
  await store.appendAll(twice.appends, { manager: first.manager });
  const second = at.writer.dataSource.createQueryRunner();
  closing({ close: () => second.release() });
  await second.startTransaction();
  const [{ events: same }] = twice.appends as [RequestedAppend];
  const delayed = store.appendAll(
    once.appends.map((one) => ({ ...one, events: [...one.events, ...same] })),
    { manager: second.manager },
  );
  await untilWaiting(at.database);
  await append(at.writer, 'cell-3');
  await first.rollbackTransaction();
  await delayed;
  return met(at);
}

async function untilWaiting({ pool }: OwnDatabase): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query('SELECT FROM pg_locks WHERE NOT granted');
    if (rowCount! > 0) return;
    await sleep(5);
  }
}

test('late-floor passes over an append that others overtake before it takes its floor', async () => {
  expect(await metBehindADelay(await stage())).toEqual([]);
  expect(await metBehindADelay(await stage(lateFloor))).toEqual(['cell-3']);
});

/** What is met after a crash by one who has read before it; positions that were allocated in vain are allocated anew. */
async function metAfterACrash(at: Stage): Promise<readonly string[]> {
  await append(at.writer, 'cell-1');
  await (await hold(at.writer, 'cell-2', 10)).rollbackTransaction();
  expect(await met(at)).toEqual(['cell-1']);
  await at.database.pool.query(`SELECT setval('daybook.events_position', 1)`);
  await hold(at.writer, 'cell-3');
  await append(at.writer, 'cell-4');
  return met(at, 1);
}

test('cached-safe-position passes over what is in flight below what it remembers from before a crash', async () => {
  expect(await metAfterACrash(await stage())).toEqual([]);
  expect(await metAfterACrash(await stage(cachedSafePosition))).toEqual(['cell-4']);
});

test('one-snapshot passes over what is committed between its snapshot and its look at the locks', async () => {
  const at = await stage(oneSnapshot);
  const held = await hold(at.writer, 'cell-1');
  await append(at.writer, 'cell-2');
  const { run } = at.reader.transactions;
  const meanwhile: Transactions['run'] = (work, options) =>
    run.call(
      at.reader.transactions,
      async (manager) => {
        await held.commitTransaction();
        return work(manager);
      },
      options,
    ) as never;
  at.reader.transactions.run = meanwhile;
  expect(await met(at)).toEqual(['cell-2']);
});

test('no-key-lock lets two fold one row at once', async () => {
  for (const [build, waits] of [
    [undefined, true],
    [noKeyLock, false],
  ] as const) {
    const { writer, reader } = await stage(build);
    const lock = { name: 'proof-holdings', version: 1 };
    await writer.store.transactions.run(async (first) => {
      await writer.store.inlineKeys.lock(lock, ['owner-1'], first);
      const second = reader.transactions.run(async (manager) => {
        await manager.query(`SET LOCAL lock_timeout = '50ms'`);
        await reader.inlineKeys.lock(lock, ['owner-1'], manager);
      });
      const outcome = await second.then(
        () => 'had',
        () => 'refused',
      );
      expect(outcome).toBe(waits ? 'refused' : 'had');
    });
  }
});
