import { ManualClock } from '@daybook/domain';
import { type DueDeadline, type RunnerNotice, Trouble } from '@daybook/event-store';
import { afterEach, expect, test } from '@jest/globals';
import { DeadlineLoop, type DeadlineSurroundings } from './deadline-loop.js';
import { eventually } from './example/eventually.js';
import { endsWithTheFirst } from './example/wrong-builds/ends-with-the-first.js';

const clock = new ManualClock();
const notices: RunnerNotice[] = [];
const fired: string[] = [];
let attempts = 0;
let isHeld = true;
let loop: DeadlineLoop;

afterEach(async () => {
  await loop.stop();
});

/** Three that are due in this order; the first one's instance is held by somebody. */
function surroundings(): DeadlineSurroundings {
  [notices.length, fired.length, attempts, isHeld] = [0, 0, 0, true];
  const all = ['held', 'a', 'b'].map((key) => ({ saga: 'payout', key, name: 'late', dueAt: clock.now() }));
  return {
    store: {
      due: async (_sagas, _now, limit): Promise<readonly DueDeadline[]> =>
        all.filter(({ key }) => !fired.includes(key)).slice(0, limit),
      nextDeadline: async () => undefined,
    },
    ...{ clock, pollMs: 20, trouble: new Trouble({ doing: 'it' }, (notice) => notices.push(notice)) },
    sagas: async () => [{ saga: 'payout', versions: [1] }],
    fire: async ({ key }) => {
      if (key === 'held') attempts++;
      if (key === 'held' && isHeld) throw new Error('its row is held');
      fired.push(key);
      return 'fired';
    },
  };
}

test('a deadline that cannot fire holds up none of those behind it, and fires when it can', async () => {
  loop = new DeadlineLoop(surroundings());
  loop.start();
  await eventually(() => expect(notices).toMatchObject([{ word: 'failing', error: { message: 'its row is held' } }]));
  // In that look, and the held one was tried once in it.
  expect([fired, attempts]).toEqual([['a', 'b'], 1]);
  isHeld = false;
  await eventually(() => expect(fired).toEqual(['a', 'b', 'held']));
  await eventually(() => expect(notices.map(({ word }) => word)).toEqual(['failing', 'recovered']));
});

test('a build that ends its look with the first that fails lets the others wait for it', async () => {
  loop = new DeadlineLoop(endsWithTheFirst(surroundings()));
  loop.start();
  await eventually(() => expect(attempts).toBeGreaterThan(2));
  expect(fired).toEqual([]);
});
