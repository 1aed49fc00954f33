import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { QueryRunner } from 'typeorm';
import { ExampleStore } from './example/example-store.js';
import { newStream, notes } from './example/noted.js';

const example = ExampleStore.ofThisSpec();
const billion = 2 ** 30;

/** Moves the sequence on, as if so many positions had been allocated. */
async function moveTo(position: number): Promise<void> {
  await example.ask(`SELECT setval('daybook.events_position', $1)`, [position]);
}

async function safePosition(): Promise<number> {
  return Number((await example.ask('SELECT daybook.safe_position()'))[0]);
}

let held: QueryRunner;

beforeAll(() => {
  held = example.dataSource.createQueryRunner();
});

afterAll(() => held.release());

test.each([
  [0, 0],
  [1, 1],
  [2 ** 31 - 1, 2 ** 31 - 1],
  [2 ** 31, -(2 ** 31)],
  [2 ** 32 - 1, -1],
  [2 ** 32, 0],
  [2 ** 33 + 5, 5],
  [Number.MAX_SAFE_INTEGER, -1],
  // An OID above 2^31, which an old database comes to.
  [4_000_000_000, -294_967_296],
])('the low 32 bits of %d are %d in the key of a lock', async (number, signed) => {
  expect(await example.ask('SELECT daybook.signed_32($1)', [number])).toEqual([signed]);
});

test('a lock whose key has its highest bits set is found by the unsigned numbers that were given', async () => {
  const runner = example.owner.createQueryRunner();
  await runner.startTransaction();
  await runner.query(
    'SELECT pg_advisory_xact_lock_shared(daybook.signed_32(4000000000), daybook.signed_32(3000000000))',
  );
  const found = `SELECT objid::bigint FROM pg_locks WHERE locktype = 'advisory' AND classid = 4000000000`;
  expect(await example.ask(found)).toEqual(['3000000000']);
  await runner.rollbackTransaction();
  await runner.release();
});

test.each([1, 2 ** 31 - 3, 2 ** 31, 2 ** 32 - 3, 2 ** 32, 3 * 2 ** 32 - 2, 2 ** 52])(
  'floors are seen, and events found again, when positions go past %d',
  async (start) => {
    await moveTo(start);
    const [before, open, after] = [newStream(), newStream(), newStream()];
    await example.store.append(before, notes('1', '2'), { expected: 'noStream' });
    await held.startTransaction();
    await example.store.append(open, notes('1', '2'), { expected: 'noStream', manager: held.manager });
    await example.store.append(after, notes('1', '2'), { expected: 'noStream' });

    expect(await safePosition()).toBe(start + 2);
    expect(await example.store.head()).toBe(start + 2);
    expect((await example.store.heldFloors()).map(({ position }) => position)).toEqual([start + 2]);
    await held.commitTransaction();

    const positions = (await example.log()).filter(({ position }) => position > start).map(({ position }) => position);
    expect(positions).toEqual([1, 2, 3, 4, 5, 6].map((n) => start + n));
    // Back, so that the next start finds no events above it.
    await example.ask(`ALTER TABLE daybook.events DISABLE TRIGGER USER`);
    await example.ask(`DELETE FROM daybook.events`);
    await example.ask(`ALTER TABLE daybook.events ENABLE ALWAYS TRIGGER events_are_never_changed`);
  },
);

test.each([
  ['right above it', 10],
  ['2^31 positions above it', 2 ** 31 + 10],
  ['three billion positions above it', 3 * billion - 10],
])('a floor that an orphaned transaction holds is not forgotten when the log is %s', async (_, distance) => {
  await moveTo(1_000);
  await held.startTransaction();
  await example.store.append(newStream(), notes('open'), { expected: 'noStream', manager: held.manager });
  await moveTo(1_000 + distance);
  await example.store.append(newStream(), notes('later'), { expected: 'noStream' });
  expect(await safePosition()).toBe(1_000);
  await held.rollbackTransaction();
  expect(await safePosition()).toBe(1_000 + distance + 1);
});

test.each([
  // Taken since the head was read.
  [100, 105],
  [2 ** 32 - 5, 2 ** 32 + 5],
  [2 ** 40, 2 ** 40 + billion],
  // Taken before, by a transaction that is still open.
  [100, 100],
  [2 ** 32 + 5, 2 ** 32 - 5],
  [2 ** 40, 2 ** 40 - 3 * billion + 1],
])('from a head at %d, a floor at %d is told from its low 32 bits', async (head, floor) => {
  const found = await example.ask('SELECT daybook.floor_position($1, $2)', [head, floor % 2 ** 32]);
  expect(found.map(Number)).toEqual([floor]);
});

test('the log ends with an error where JavaScript would begin to round positions', async () => {
  await moveTo(Number.MAX_SAFE_INTEGER - 1);
  const stream = newStream();
  const { position } = await example.store.append(stream, notes('last'), { expected: 'noStream' });
  expect(position).toBe(Number.MAX_SAFE_INTEGER);
  const over = example.store.append(stream, notes('over'), { expected: 1 });
  await expect(over).rejects.toMatchObject({ code: 'append-failed', sqlState: '2200H' });
  expect(await example.store.head()).toBe(Number.MAX_SAFE_INTEGER);
});
