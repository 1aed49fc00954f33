import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { inForm, printFelt } from './judgement/felt.js';
import { judgeMoves } from './judgement/judge-moves.js';
import { sceneOf } from './judgement/scene-of-move.js';
import { closingAfterEach } from './load/closing.js';
import { MovingHouse } from './load/moving.js';
import type { CopiesAsked } from './load/moving-copies.js';
import { createOwnDatabase } from './load/own-database.js';
import type { SourceProcess } from './load/source-process.js';
import type { MovingBuild } from './wrong-builds/moving-builds.js';

const [rounds, count] = inForm({ short: [4, 2], long: [60, 4] });
const copies = 50;
const amount = 7;
const boundMs = 120_000;

const closing = closingAfterEach();

async function opened(): Promise<MovingHouse> {
  const house = closing(await MovingHouse.open(closing(await createOwnDatabase())));
  await house.fill(2, 100_000);
  return house;
}

/** What the processes of a house have been told of a move's copies, when so many of them have. */
async function answers(house: MovingHouse, move: string, processes: number): Promise<readonly string[]> {
  for (const end = performance.now() + boundMs; ;) {
    const told = house.words.flatMap((word) => (word.word === 'copied' && word.move === move ? [word.answers] : []));
    if (told.length >= processes) return told.flat();
    if (performance.now() > end) throw new Error(`The copies of ${move} were not answered.`);
    await sleep(10);
  }
}

function sendCopies(processes: readonly SourceProcess[], asked: Omit<CopiesAsked, 'copies'>): void {
  for (const process of processes) process.send({ ...asked, copies: Math.ceil(copies / processes.length) });
}

test(
  'fifty copies of a command of a saga in several processes, one of which is killed, have one effect',
  async () => {
    const house = await opened();
    const processes = await Promise.all(Array.from({ length: count }, () => house.start()));
    const counts = { copies: 0, kills: 0, lost: 0, others: 0 };
    for (let round = 0; round < rounds; round++) {
      const move = `m-${round}`;
      await house.ask(move, '0', '1', amount);
      sendCopies(processes, { move, chest: '0', amount });
      const isKilled = round % 2 === 1;
      if (isKilled) {
        await sleep(Math.random() * 15);
        await processes[0]?.close();
        counts.kills++;
      }
      const told = await answers(house, move, isKilled ? count - 1 : count);
      // It may have answered before it was killed.
      expect(new Set(told)).toEqual(new Set(['done']));
      counts.copies += count * Math.ceil(copies / count);
      counts.lost += count * Math.ceil(copies / count) - told.length;
      await house.ends(move, boundMs);

      sendCopies(processes.slice(-1), { move, chest: '0', amount: amount + 1 });
      const others = (await answers(house, move, (isKilled ? count - 1 : count) + 1)).slice(told.length);
      expect(new Set(others)).toEqual(new Set(['idempotency-key-conflict']));
      counts.others++;
      if (isKilled && round < rounds - 1) processes[0] = await house.start();
    }
    expect(await house.rest(rounds, boundMs)).toBe(true);
    const { violations, moved } = await judgeMoves(house.pool);
    expect({ violations, moved }).toEqual({ violations: [], moved: rounds });
    printFelt('F20 copies of a step', { injected: rounds, ...counts });
  },
  inForm({ short: 600_000, long: 1_800_000 }),
);

/** Something else is done under the key of a step before the saga comes to it; what is on record of the step then. */
async function forestalled(build: MovingBuild) {
  const house = await opened();
  const process = await house.start({}, build);
  process.send({ move: 'm-0', chest: '0', amount: amount + 1, copies: 1 });
  expect(await answers(house, 'm-0', 1)).toEqual(['done']);
  await house.ask('m-0', '0', '1', amount);
  for (const end = performance.now() + boundMs; performance.now() < end;) {
    const { failure } = (await house.store.sagas.show({ saga: 'moving', key: 'm-0' }))?.record ?? {};
    const { status, debits } = await sceneOf(house.pool, 'm-0');
    if (failure !== undefined || (status !== null && status !== 'due')) return { failure, status, debits };
    await sleep(50);
  }
  throw new Error('Nothing came of it.');
}

test('where something else was done under the key of a step, it is not done, and its instance says why', async () => {
  const { failure, status, debits } = await forestalled('daybook');
  expect({ status, debits }).toEqual({ status: 'due', debits: 1 });
  expect(failure).toMatch(/^IdempotencyKeyConflict: /);
  const wrong = await forestalled('conflict is done');
  expect(wrong).toEqual({ failure: undefined, status: 'done', debits: 1 });
}, 240_000);

test('copies of a command that come without its key are caught', async () => {
  const house = await opened();
  const process = await house.start({}, 'no key');
  await house.ask('m-0', '0', '1', amount);
  process.send({ move: 'm-0', chest: '0', amount, copies: 10 });
  await answers(house, 'm-0', 1);
  expect((await sceneOf(house.pool, 'm-0')).debits).toBeGreaterThan(1);
}, 240_000);
