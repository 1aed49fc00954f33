import 'reflect-metadata';
import { ManualClock } from '@daybook/domain';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { PurseDatabase } from '../running/example/purse-database.js';
import { type RunsOf, ScheduledPurses } from './example/scheduled-purses.js';
import { EachByItself, MadeWhenItBegins, SinceTheStart } from './example/wrong-builds/runs-on-record.js';

// Machines are not always idle.

const database = PurseDatabase.ofThisSpec();
const hour = 3_600_000;
const halfPast = new Date('2026-03-01T20:30:00Z');
const right: RunsOf = (runs) => runs;
const running: ScheduledPurses[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map(({ runner }) => runner.stop()));
});

let projections = 0;
/** Processes that share a projection, which is new. */
function deployment(runsOf: RunsOf): (meanwhile?: () => Promise<void>) => Promise<ScheduledPurses> {
  const name = `balances-${++projections}`;
  const clock = new ManualClock(halfPast);
  return async (meanwhile) => {
    const started = await ScheduledPurses.start(database, clock, { name, runsOf, ...(meanwhile && { meanwhile }) });
    running.push(started);
    return started;
  };
}

/** How many runs two processes make at three times. */
async function runsAtThreeTimes(runsOf: RunsOf): Promise<number> {
  const start = deployment(runsOf);
  const both = [await start(), await start()] as const;
  for (const one of both) await one.untilIdle();
  for (let n = 0; n < 3; n++) {
    await both[0].fill(10);
    both[0].clock.advance(hour);
    await Promise.all(both.map((one) => one.untilIdle()));
    expect(await both[1].behind()).toBe(0);
  }
  return both.flatMap(({ runs }) => runs.begun).length;
}

/** How many events are left out when the process that makes a run dies in the middle of it. */
async function leftOutAfterDeath(runsOf: RunsOf): Promise<number> {
  const start = deployment(runsOf);
  let letGo = (): void => undefined;
  const gone = new Promise<void>((resolve) => (letGo = resolve));
  const [dying, other] = [await start(() => gone), await start()];
  await dying.untilIdle();
  await other.untilIdle();
  await dying.fill(10);
  dying.clock.advance(hour);
  await dying.begin();
  const beat = jest.spyOn(dying.process.store.subscriptions, 'beat').mockRejectedValue(new Error('It is dead'));
  try {
    await other.untilIdle();
    return await other.behind();
  } finally {
    letGo();
    beat.mockRestore();
  }
}

/** How many events are left out when nobody is there at a time. */
async function leftOutAfterAbsence(runsOf: RunsOf): Promise<number> {
  const start = deployment(runsOf);
  const first = await start();
  await first.untilIdle();
  await first.fill(10);
  await first.runner.stop();
  first.clock.advance(2 * hour);
  const next = await start();
  await next.untilIdle();
  return next.behind();
}

describe('A due time', () => {
  test('is run once by two processes; by such that go by their own timers, twice', async () => {
    expect(await runsAtThreeTimes(right)).toBe(3);
    expect(await runsAtThreeTimes((runs) => new EachByItself(runs))).toBeGreaterThan(3);
  });

  test('whose process dies in the middle is gone on with; not where it is on record as made', async () => {
    expect(await leftOutAfterDeath(right)).toBe(0);
    expect(await leftOutAfterDeath((runs) => new MadeWhenItBegins(runs))).toBeGreaterThan(0);
  });

  test('at which nobody was there is run by the next; not where times count since the start', async () => {
    expect(await leftOutAfterAbsence(right)).toBe(0);
    expect(await leftOutAfterAbsence((runs) => new SinceTheStart(runs))).toBeGreaterThan(0);
  });
});
