import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PoolClient } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { ExampleStore } from './example/example-store.js';
import { newStream, notes } from './example/noted.js';
import { type HeldAppend, heldAppendInWords } from './held-append-notice.js';
import type { PostgresEventStore } from './postgres-event-store.js';
import { wireOf } from './wire.js';

const example = ExampleStore.ofThisSpec();
const heldAppendMs = 100;
let told: HeldAppend[] = [];
let dataSource: DataSource;
let store: PostgresEventStore;

beforeAll(async () => {
  const url = new URL(example.database.applicationUrl);
  url.searchParams.set('application_name', 'harbour');
  dataSource = await example.connect(url.href, 1);
  store = await example.openStore({ dataSource, heldAppendMs, onHeldAppend: (held) => told.push(held) });
});
beforeEach(() => {
  told = [];
});

const append = (manager: EntityManager, streamId = newStream()) =>
  store.append(streamId, notes('held'), { expected: 'any', manager });
const pidOf = async (manager: EntityManager) =>
  (await manager.query<{ pid: number }[]>('SELECT pg_backend_pid() AS pid'))[0]?.pid;

describe('A transaction that has appended and stays open', () => {
  test('is told of once, with its streams, its process and its application', async () => {
    const [one, other] = [newStream(), newStream()];
    const behindPooler = store.prerequisites.pooler !== 'none';
    const pid = await dataSource.transaction(async (manager) => {
      await append(manager, one);
      await append(manager, other);
      await sleep(3 * heldAppendMs);
      await append(manager, one);
      await sleep(2 * heldAppendMs);
      return behindPooler ? undefined : pidOf(manager);
    });
    expect(told).toEqual([
      expect.objectContaining({ streamIds: [one, other], heldMs: expect.any(Number), pid, application: 'harbour' }),
    ]);
    expect(told[0]!.heldMs).toBeGreaterThanOrEqual(heldAppendMs);
  });

  test('is told of also if it is one of the store', async () => {
    await store.transactions.run(async (manager) => {
      await append(manager);
      await sleep(2 * heldAppendMs);
    });
    expect(told).toHaveLength(1);
  });
});

describe('Nothing is told of a transaction', () => {
  const ways: readonly [string, (manager: EntityManager) => Promise<unknown>][] = [
    ['is committed in time', () => Promise.resolve()],
    ['is rolled back in time', () => Promise.reject(new Error('rolled back'))],
    ['is killed', async (manager) => example.ask('SELECT pg_terminate_backend($1)', [await pidOf(manager)])],
    ['commits by hand', (manager) => manager.query('COMMIT')],
  ];

  test.each(ways)('that %s', async (_what, then) => {
    const outcome = dataSource.transaction(async (manager) => {
      await append(manager);
      await then(manager);
    });
    await outcome.catch(() => undefined);
    await sleep(2 * heldAppendMs);
    expect(told).toEqual([]);
  });

  test('that has not appended, or whose append was refused', async () => {
    const streamId = newStream();
    await dataSource.transaction(async (manager) => {
      await expect(store.append(streamId, notes('x'), { expected: 7, manager })).rejects.toThrow();
      await sleep(2 * heldAppendMs);
    });
    expect(told).toEqual([]);
  });

  test('that is over, while another one on the same connection is not', async () => {
    await dataSource.transaction((manager) => append(manager));
    await dataSource.transaction((manager) => manager.query('SELECT pg_sleep(0.25)'));
    expect(told).toEqual([]);
  });

  test('and nothing is left on the connection', async () => {
    const runner = dataSource.createQueryRunner();
    const wire = wireOf((await runner.connect()) as PoolClient) as unknown as NodeJS.EventEmitter;
    const listeners = () => ['readyForQuery', 'end'].map((name) => wire.listenerCount(name));
    const before = listeners();
    for (let n = 0; n < 20; n++) {
      await runner.startTransaction();
      await append(runner.manager);
      await runner.commitTransaction();
    }
    expect(listeners()).toEqual(before);
    await runner.release();
  });
});

test('The notice names whom to look for, as far as that is known', () => {
  const held = {
    streamIds: ['a-1', 'a-2', 'a-3', 'a-4'],
    heldMs: 1_003,
    pid: 42,
    application: 'harbour',
    place: 'src/pay.ts:12:7',
  };
  expect(heldAppendInWords(held)).toMatch(
    /^A transaction has appended to a-1, a-2, a-3 and 1 more and is still open after 1003 ms \(process 42, application "harbour", called at src\/pay\.ts:12:7\): .*Append last/,
  );
  const unknown = { streamIds: ['a-1'], heldMs: 5, pid: undefined, application: undefined, place: undefined };
  expect(heldAppendInWords(unknown)).toMatch(/^A transaction has appended to a-1 and is still open after 5 ms: /);
});
