import { ManualClock } from '@daybook/domain';
import { type ClaimedStep, type DoneStep, StoreUnavailable } from '@daybook/event-store';
import { expect, test } from '@jest/globals';
import { AcceptedTogether } from './accepted-together.js';
import { claimed } from './example/claims.js';

interface Statement {
  /** Answers that these instances go on, and that the others do not; those that are left out are not on record. */
  readonly end: (goOn?: Readonly<Record<string, boolean>>) => void;
  readonly fail: (error: Error) => void;
}

/** Steps whose statements end when the spec says so. */
function together(): {
  readonly its: AcceptedTogether;
  readonly statements: Statement[];
  readonly alone: string[];
  readonly asked: string[][];
} {
  const statements: Statement[] = [];
  const alone: string[] = [];
  const asked: string[][] = [];
  const its = new AcceptedTogether({
    store: {
      done: (claims) => {
        asked.push(claims.map(({ key }) => key));
        return new Promise<readonly DoneStep[]>((resolve, reject) => {
          const answer = (goOn: Readonly<Record<string, boolean>>): readonly DoneStep[] =>
            claims.flatMap(({ key, claim }) => {
              const goesOn = goOn[key];
              return goesOn === undefined ? [] : { claim, goesOn };
            });
          const all = Object.fromEntries(claims.map(({ key }) => [key, false]));
          statements.push({ end: (goOn = all) => resolve(answer(goOn)), fail: reject });
        });
      },
    },
    clock: new ManualClock(),
    alone: async ({ key }: ClaimedStep) => {
      alone.push(key);
      if (key === 'broken') throw new Error('its own');
    },
  });
  return { its, statements, alone, asked };
}

const settled = async (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const step = (key: string): ClaimedStep => claimed({ key });

test('a step that comes alone waits for nobody, and those that come meanwhile share the next statement', async () => {
  const { its, statements, asked } = together();
  const first = its.add(step('a'));
  const others = ['b', 'c', 'd'].map((key) => its.add(step(key)));
  await settled();
  expect(asked).toEqual([['a']]);
  statements.shift()?.end();
  expect(await first).toBe(false);
  await settled();
  expect(asked).toEqual([['a'], ['b', 'c', 'd']]);
  statements.shift()?.end({ b: true, c: false, d: true });
  expect(await Promise.all(others)).toEqual([true, false, true]);
});

test('one of which more follows is decided by itself, and nobody waits for that', async () => {
  const { its, statements, alone } = together();
  const first = its.add(step('a'));
  statements.shift()?.end({});
  expect(await first).toBe(true);
  expect(alone).toEqual(['a']);
});

test('where they cannot be written together, each is written by itself, and fails by itself', async () => {
  const { its, statements, alone } = together();
  const first = its.add(step('a'));
  const others = ['b', 'broken'].map((key) => its.add(step(key)));
  statements.shift()?.end();
  await first;
  await settled();
  statements.shift()?.fail(new StoreUnavailable('writing', new Error('cut')));
  await expect(Promise.allSettled(others)).resolves.toMatchObject([
    { status: 'fulfilled', value: true },
    { status: 'rejected', reason: { message: 'its own' } },
  ]);
  expect(alone).toEqual(['b', 'broken']);
  const last = its.add(step('d'));
  await settled();
  statements.shift()?.end();
  expect(await last).toBe(false);
});
