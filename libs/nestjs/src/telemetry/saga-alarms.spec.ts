import { systemClock } from '@daybook/domain';
import type { LiveProcess, SagaRecord } from '@daybook/event-store';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { RegisteredSaga } from '../sagas/registered-saga.js';
import { DaybookAlarms } from './daybook-alarms.js';
import { SagaAlarms } from './saga-alarms.js';

let stuck: string[];
let waiting: string[];
let processes: { readonly id: string; readonly runs: readonly string[] }[];
let alarms: DaybookAlarms;
beforeEach(() => {
  [stuck, waiting] = [[], []];
  processes = [];
  alarms = new DaybookAlarms(systemClock, () => undefined);
});

function watchOf(process: string, its = alarms): SagaAlarms {
  return new SagaAlarms({
    alarms: its,
    sagas: { all: () => [{ name: 'payout' } as RegisteredSaga] },
    store: () => ({
      list: async ({ limit = 100 } = {}) => stuck.slice(0, limit).map((key) => ({ key }) as SagaRecord),
    }),
    waiting: () => waiting,
    processes: async () => processes as LiveProcess[],
    process,
  });
}

describe('An alarm about stuck instances', () => {
  test('is raised once, names them, and is over when none is stuck any more', async () => {
    const watch = watchOf('one');
    await watch.look();
    expect(alarms.standing).toEqual([]);
    stuck = ['p-1', 'p-2'];
    await watch.look();
    await watch.look();
    expect(alarms.standing).toMatchObject([
      { id: 'saga-stuck:payout', subject: 'payout', data: { saga: 'payout', keys: ['p-1', 'p-2'], isMore: false } },
    ]);
    expect(alarms.standing[0]?.message).toMatch(
      /^2 instances of the saga "payout" .*"p-1", "p-2"\. .*sagas list --stuck/,
    );
    stuck = [];
    await watch.look();
    expect(alarms.standing).toEqual([]);
  });

  test('names ten at most', async () => {
    stuck = Array.from({ length: 2_000 }, (_, n) => `p-${n}`);
    await watchOf('one').look();
    expect(alarms.standing[0]?.data).toMatchObject({ keys: stuck.slice(0, 10), isMore: true });
    expect(alarms.standing[0]?.message).toMatch(/^More than 10 instances/);
  });

  test('is raised by the first of the processes that run the saga, and by another one when that has gone', async () => {
    stuck = ['p-1'];
    const others = new DaybookAlarms(systemClock, () => undefined);
    const [web, one, two] = ['a-web', 'b-one', 'c-two'];
    processes = [
      { id: web, runs: ['reactions-only'] },
      { id: one, runs: ['saga:payout'] },
      { id: two, runs: ['saga:payout'] },
    ];
    await watchOf(one).look();
    await watchOf(two, others).look();
    expect([alarms.standing.length, others.standing.length]).toEqual([1, 0]);
    processes = processes.filter(({ id }) => id !== one);
    await watchOf(two, others).look();
    await watchOf(one).look();
    expect([alarms.standing.length, others.standing.length]).toEqual([0, 1]);
  });
});

test('An alarm about deadlines that wait for facts is raised once, and is over when they wait no more', async () => {
  const watch = watchOf('one');
  waiting = ['payout'];
  await watch.look();
  await watch.look();
  expect(alarms.standing).toMatchObject([{ id: 'saga-waits:payout', data: { saga: 'payout' } }]);
  expect(alarms.standing[0]?.message).toMatch(/^Deadlines of the saga "payout" .*sagas list --saga payout/);
  waiting = [];
  await watch.look();
  expect(alarms.standing).toEqual([]);
});
