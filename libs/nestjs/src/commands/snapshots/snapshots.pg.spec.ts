import { afterEvents, captureState, onEvent, type SnapshotPolicy, systemClock } from '@daybook/domain';
import { type EventCodec, PostgresEventStore } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { AggregateRepository } from '../aggregate-repository.js';
import { ambientOf } from '../ambient-of.js';
import { AsyncLocalTransactionContext } from '../async-local-transaction-context.js';
import { ChapterClosed, Chronicle } from '../example/chronicle.js';
import { UnitOfWork } from '../unit-of-work.js';
import { AggregateSnapshots } from './aggregate-snapshots.js';
import { AggregateSnapshotting } from './aggregate-snapshotting.js';
import { evolutionOf } from './evolution-of.js';
import { Noted, NotedTrimmed, olderCodec, Scribbled, SpreadWritten, todaysCodec } from './example/older-chronicle.js';
import { SnapshotKeeping } from './snapshot-keeping.js';

let database: TestDatabase;
let count = 0;
const sources: DataSource[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await Promise.all(sources.map((source) => source.destroy()));
  await database.drop();
});

const newId = (): string => `c-${++count}`;

/** One process of an application. */
async function openProcess(policy: SnapshotPolicy, { codec = todaysCodec(), poolSize = 5 } = {}) {
  const dataSource = await new DataSource({ type: 'postgres', url: database.applicationUrl, poolSize }).initialize();
  sources.push(dataSource);
  const transactions = new AsyncLocalTransactionContext();
  const store = await PostgresEventStore.open({ dataSource, codec, ambient: ambientOf(transactions) });
  const keeping = new SnapshotKeeping({ store: store.snapshots, clock: systemClock, retention: { newest: 100 } });
  const snapshotting = new AggregateSnapshotting(Chronicle, {
    ...{ keeping, policy },
    evolution: () => evolutionOf(codec.chain, Chronicle),
  });
  const chronicles = new AggregateRepository(Chronicle, store, { transactions, snapshots: snapshotting });
  const full = new AggregateRepository(Chronicle, store, { transactions });
  const snapshots = new AggregateSnapshots({
    ...{ keeping, store, clock: systemClock },
    aggregateOf: () => Chronicle,
    of: () => snapshotting,
  });
  const unitOfWork = new UnitOfWork(store.transactions, transactions);
  return { dataSource, store, keeping, chronicles, full, snapshots, snapshotting, unitOfWork };
}

const told = (chronicle: Readonly<Chronicle>) => ({
  version: chronicle.version,
  state: captureState(chronicle as Chronicle),
});

describe('In a transaction that the caller holds', () => {
  test('a load begins with a snapshot, and sees what was appended in it, with a pool of one connection', async () => {
    const { chronicles, keeping, unitOfWork } = await openProcess(afterEvents(3), { poolSize: 1 });
    const id = newId();
    await chronicles.create(id, (chronicle) => 'abcd'.split('').forEach((word) => chronicle.write(word)));
    await keeping.queue.whenIdle();
    expect(keeping.counts).toMatchObject({ taken: 1, used: 0 });
    const inside = await unitOfWork.run(async () => {
      await chronicles.update(id, (chronicle) => chronicle.write('e'));
      return (await chronicles.load(id)).version;
    });
    expect(inside).toBe(5);
    expect(keeping.counts.used).toBe(2);
  });

  test('no snapshot is taken of what is rolled back', async () => {
    const { chronicles, full, keeping, unitOfWork, store } = await openProcess(afterEvents(1));
    const id = newId();
    await full.create(id, (chronicle) => chronicle.write('a'));
    const failing = unitOfWork.run(async () => {
      await chronicles.update(id, (chronicle) => chronicle.write('never'));
      // Time enough for who would take one here.
      for (let looked = 0; looked < 20; looked++) await store.head();
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await store.snapshots.list({ streamId: `chronicle-${id}` })).toEqual([]);
    await chronicles.update(id, (chronicle) => chronicle.write('b'));
    expect(told(await chronicles.load(id))).toEqual(told(await full.load(id)));
    expect(keeping.counts).toMatchObject({ failed: 0, ignored: { 'other-history': 0 } });
    await keeping.queue.close();
  });

  test('what is committed late is taken late, though nobody comes back to it', async () => {
    const { chronicles, full, keeping, unitOfWork, store } = await openProcess(onEvent(ChapterClosed));
    const id = newId();
    await full.create(id, (chronicle) => chronicle.write('a'));
    await unitOfWork.run(async () => {
      await chronicles.update(id, (chronicle) => chronicle.close());
      // Looked for, and not there yet.
      for (let looked = 0; looked < 20; looked++) await store.head();
    });
    await keeping.queue.whenIdle();
    expect(keeping.counts).toMatchObject({ taken: 1, failed: 0 });
    expect(await store.snapshots.list({ streamId: `chronicle-${id}` })).toMatchObject([{ version: 2 }]);
  });
});

describe('Of events in older shapes', () => {
  const append = async (old: PostgresEventStore, id: string, version: number): Promise<void> => {
    const word = `w${version}`;
    const shapes = [Noted.of({ text: word }), Scribbled.of({}), SpreadWritten.of({ left: word, right: `${word}.` })];
    await old.append(`chronicle-${id}`, [shapes[version % 3] ?? Scribbled.of({})], { expected: version - 1 });
  };

  test('a snapshot at each version, also of dropped and of split events, and what follows are the full fold', async () => {
    const old = await openProcess(afterEvents(1_000), { codec: olderCodec() });
    const { chronicles, full, keeping, snapshots } = await openProcess(afterEvents(1_000));
    const id = newId();
    // What was there before its first event that is left has been dropped.
    const versions = Array.from({ length: 14 }, (_, index) => index + 1);
    for (const version of versions) {
      await append(old.store, id, version);
      await snapshots.take(`chronicle-${id}`);
      expect(told(await chronicles.load(id))).toEqual(told(await full.load(id)));
    }
    for (const version of versions) {
      const then = await chronicles.load(id, { version });
      expect(told(then)).toEqual(told(await full.load(id, { version })));
      expect(then.version).toBe(version);
    }
    expect(keeping.counts).toMatchObject({ used: 28, ignored: { 'other-history': 0, 'ahead-of-its-stream': 0 } });
    expect(await snapshots.verify(`chronicle-${id}`)).toMatchObject({ loadsRight: true, version: 14 });
  });

  test('a corrected upcaster is another fold, and its past is folded anew', async () => {
    const fingerprintBy = async (codec: EventCodec) =>
      (await openProcess(afterEvents(1), { codec })).snapshotting.fingerprint;
    const [before, again] = [await fingerprintBy(todaysCodec()), await fingerprintBy(todaysCodec())];
    expect(again).toBe(before);
    expect(await fingerprintBy(todaysCodec(new NotedTrimmed()))).not.toBe(before);
  });
});
