import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { printFelt } from './judgement/felt.js';
import { judgeMoves } from './judgement/judge-moves.js';
import { closingAfterEach } from './load/closing.js';
import { MovingHouse } from './load/moving.js';
import { createOwnDatabase } from './load/own-database.js';
import type { MovingBuild } from './wrong-builds/moving-builds.js';

const closing = closingAfterEach();

interface Run {
  readonly violations: readonly string[];
  /** With which code the copy was turned away that had stood still. */
  readonly turnedAway: readonly string[];
  readonly takenOverMs: number;
}

/**
 * A process stands still while it sends a command, for longer than its claim; another one takes the step over, is refused by
 * a rule, and puts that on record. Then the rule would allow it again, and the first one wakes up.
 */
async function run(build: MovingBuild): Promise<Run> {
  const house = closing(await MovingHouse.open(closing(await createOwnDatabase())));
  await house.fill(2, 50);
  const first = await house.start({ stands: 1 }, build);
  await house.ask('m-1', '0', '1', 40);
  while (house.said('stands') === 0) await sleep(5);
  first.signal('SIGSTOP');
  // What is asked for is not there any more.
  await house.chests.update('0', (chest) => chest.debit(50, 'm-0'));
  await house.chests.update('1', (chest) => chest.credit(50, 'm-0'));
  const stood = performance.now();
  await house.start({}, build);
  await house.rest(1, 60_000);
  const takenOverMs = Math.round(performance.now() - stood);
  await house.chests.update('0', (chest) => chest.fill(100));
  first.signal('SIGCONT');
  const itsEnds = () =>
    house.words.filter(({ from, word }) => from === 'office-1' && (word === 'refused' || word === 'ends'));
  while (itsEnds().length === 0) await sleep(5);
  const { violations } = await judgeMoves(house.pool);
  const turnedAway = itsEnds().flatMap((word) => (word.word === 'refused' ? word.code : []));
  return { violations, turnedAway, takenOverMs };
}

test('a command that stood still takes no effect when its refusal is on record', async () => {
  const { violations, turnedAway, takenOverMs } = await run('daybook');
  expect(violations).toEqual([]);
  expect(turnedAway).toEqual(['idempotency-key-conflict']);
  printFelt(
    'F10 paused dispatcher',
    { stopped: 1, turnedAway: turnedAway.length },
    `refused elsewhere after ${takenOverMs} ms`,
  );
});

test('where a refusal goes on record and the key stays good, it takes effect behind that', async () => {
  const { violations } = await run('key stays good');
  expect(violations).toContainEqual('move m-1 has taken 40 and given 0');
});
