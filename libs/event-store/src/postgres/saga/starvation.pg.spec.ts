import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { ClaimedStep } from '../../saga/saga-step.js';
import type { SagaStore } from '../../saga/saga-store.js';
import { ExampleStore } from '../example/example-store.js';

const example = ExampleStore.ofThisSpec();
const small = 100;
const atOnce = 16;

/** One instance with 10,000 steps that are due, and behind it a hundred with one each. Answers the saga. */
async function crowded(): Promise<string> {
  const saga = `s-${randomUUID()}`;
  await example.ask(
    `INSERT INTO daybook.saga_instances (saga, key, version, status, state, correlation_id, metadata, started_by,
       started_position, started_at, changed_at, steps, turns, next_step, next_at)
     SELECT $1, CASE WHEN n = 0 THEN 'large' ELSE 'small-' || n END, 1, 'running', '{}', 'c', '{}', gen_random_uuid(), 0, now(),
       now(), CASE WHEN n = 0 THEN 10000 ELSE 1 END, CASE WHEN n = 0 THEN 10000 ELSE 1 END, 1,
       now() - interval '1 minute' + n * interval '1 ms'
     FROM generate_series(0, ${small}) AS n`,
    [saga],
  );
  await example.ask(
    `INSERT INTO daybook.saga_steps (saga, key, number, turn, kind, type, payload, status, cause, decided_at)
     SELECT it.saga, it.key, n, n, 'command', 'do', '{}', 'due', '{}', now()
     FROM daybook.saga_instances AS it, generate_series(1, it.steps) AS n WHERE it.saga = $1`,
    [saga],
  );
  return saga;
}

/** Takes what is due until no small instance has anything left; answers how many steps of the large one were taken meanwhile. */
async function untilSmallAreDone(sagas: Pick<SagaStore, 'claim' | 'change' | 'stands'>, saga: string): Promise<number> {
  let left = small;
  let large = 0;
  for (let round = 0; left > 0 && round < 4 * Math.ceil(small / atOnce); round++) {
    const wanted = { process: 'p', sagas: [{ saga, versions: [1] }], limit: atOnce, leaseMs: 60_000 };
    const claims = await sagas.claim(wanted);
    await Promise.all(claims.map((claim) => done(sagas, claim)));
    left -= claims.filter(({ key }) => key !== 'large').length;
    large += claims.filter(({ key }) => key === 'large').length;
  }
  return left === 0 ? large : Infinity;
}

async function done(sagas: Pick<SagaStore, 'change'>, claim: ClaimedStep): Promise<void> {
  const moved = [{ number: claim.step.number, status: 'done' } as const];
  await sagas.change(claim, async (held) => ({
    change: held && { record: held.record, steps: [], moved, deadlines: [], over: [] },
    result: undefined,
  }));
}

test('an instance with 10,000 steps takes its turn among a hundred small ones, and is not before them', async () => {
  expect(await untilSmallAreDone(example.store.sagas, await crowded())).toBeLessThanOrEqual(
    Math.ceil(small / (atOnce - 1)),
  );
});

test('a build that goes on with whom it has just served lets the small ones wait', async () => {
  const saga = await crowded();
  const { sagas } = example.store;
  const wrong: Pick<SagaStore, 'claim' | 'change' | 'stands'> = {
    claim: async (wanted) => {
      // What has just been served is looked at first.
      await example.ask(
        `UPDATE daybook.saga_instances SET next_at = next_at - interval '1 hour' WHERE saga = $1 AND key = 'large'`,
        [saga],
      );
      return sagas.claim({ ...wanted, limit: 1 });
    },
    change: (...asked) => sagas.change(...asked),
    stands: (...asked) => sagas.stands(...asked),
  };
  expect(await untilSmallAreDone(wrong, saga)).toBe(Infinity);
});
