import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { inForm, printFelt } from './judgement/felt.js';
import { begunRuns, judgeRuns, lastRun, type RunRow, talliers, writeRunsDown } from './judgement/judge-runs.js';
import { closingAfterEach } from './load/closing.js';
import { Credited } from './load/credited.js';
import { openStore } from './load/opened-store.js';
import { createOwnDatabase } from './load/own-database.js';
import type { SchedulingOptions } from './load/scheduling-words.js';
import { Scheduling } from './load/scheduling.js';

const deaths = inForm({ short: 2, long: 20 });
const events = inForm({ short: 120, long: 1_200 });
const runsAhead = inForm({ short: 2, long: 40 });
const timeLimit = inForm({ short: 180_000, long: 900_000 });
const closing = closingAfterEach();

async function until<R>(look: () => Promise<R | undefined | false>): Promise<R> {
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    await sleep(50);
  }
}

/** Answers what appends so many more events. */
async function crediting(url: string): Promise<(count: number) => Promise<void>> {
  const { store } = closing(await openStore(url));
  return async (count) => {
    const credits = Array.from({ length: count }, (_, item) => Credited.of({ request: 'tally', item: item + 1 }));
    await store.append('tally-1', credits, { expected: 'any' });
  };
}

/** One process after the other is killed in the middle of the same run; the last one ends it. */
async function killed(
  build: NonNullable<SchedulingOptions['build']>,
  deaths: number,
): Promise<{
  readonly violations: readonly string[];
  readonly first: RunRow;
  readonly last: RunRow;
  readonly wrote: number;
}> {
  const { url } = closing(await createOwnDatabase());
  await writeRunsDown(url);
  await (
    await crediting(url)
  )(events);
  const [evening, due] = ['2026-03-01T20:59:30Z', '2026-03-01T21:00:10Z'];
  // Between batches, and in one.
  const diesAt = () => 11 + Math.floor(Math.random() * (events / deaths / 2));
  const start = (n: number) => {
    const name = n === deaths ? 'the last' : `number ${n}`;
    return Scheduling.start({ url, name, build, shows: evening, ...(n < deaths && { diesAt: diesAt() }) });
  };
  let next = start(0);
  let first: RunRow | undefined;
  for (let n = 0; n < deaths; n++) {
    const process = closing(await next);
    // While it works: others are there when a process dies.
    next = start(n + 1);
    process.tell({ shows: due });
    await process.killed();
    first ??= await lastRun(url);
  }
  closing(await next).tell({ shows: due });
  const last = await until(async () => {
    const run = await lastRun(url);
    return run?.endedAt !== null && run;
  });
  return { violations: await judgeRuns(url, last.upTo), first: first!, last, wrote: (await talliers(url)).length };
}

test(
  'a scheduled run whose process is killed in the middle is gone on with by others, once for each event, and the record says so',
  async () => {
    const { violations, first, last, wrote } = await killed('daybook', deaths);
    expect(violations).toEqual([]);
    expect(first).toMatchObject({ owner: 'number 0', endedAt: null, upTo: events });
    const { dueAt, startedAt } = first;
    expect(last).toMatchObject({ dueAt, startedAt, owner: 'the last', position: events, events, error: null });
    printFelt('killed scheduled run', { deaths, 'processes that wrote': wrote - 1, events });
  },
  timeLimit,
);

test(
  'one who makes the run of another once more from its beginning writes events twice',
  async () => {
    const { violations } = await killed('begins anew', 1);
    expect(violations).toContainEqual(expect.stringMatching(/^I4 the event at \d+ was written down 2 times/));
  },
  timeLimit,
);

/** One process goes by the right clock, another one's is an hour ahead, and steps back to the right time and ahead again. */
async function turned(build: NonNullable<SchedulingOptions['build']>) {
  const { url } = closing(await createOwnDatabase());
  await writeRunsDown(url);
  const credit = await crediting(url);
  await credit(events);
  const common = { url, build };
  const from = Date.now();
  const running = { from, offMs: 0, stepsBack: false };
  closing(await Scheduling.start({ ...common, name: 'right', running }));
  await until(async () => (await begunRuns(url)).length > 1);
  closing(await Scheduling.start({ ...common, name: 'ahead', running: { from, offMs: 3_600_000, stepsBack: true } }));
  let runs: Awaited<ReturnType<typeof begunRuns>> = [];
  let violations: readonly string[] = [];
  const isOver = (): boolean => {
    const ahead = runs.filter(({ owner }) => owner === 'ahead').length;
    return build === 'daybook' ? ahead >= runsAhead : violations.length > 0 || ahead > 30;
  };
  while (!isOver()) {
    await credit(1);
    await sleep(200);
    runs = await begunRuns(url);
    if (build !== 'daybook') violations = await judgeRuns(url, 0).then(ofRuns);
  }
  const last = await until(async () => {
    const run = await lastRun(url);
    return run?.endedAt !== null && run;
  });
  if (build === 'daybook') violations = await judgeRuns(url, last.upTo);
  return { violations, runs, events: last.upTo };
}

const ofRuns = (found: readonly string[]) => found.filter((one) => one.startsWith('the run'));

test(
  'each due time has one run where clocks are an hour off and step back, and each event is written down once',
  async () => {
    const { violations, runs, events } = await turned('daybook');
    expect(violations).toEqual([]);
    for (const { dueAt, startedAt } of runs) expect(startedAt >= dueAt).toBe(true);
    const of = (name: string): number => runs.filter(({ owner }) => owner === name).length;
    printFelt('F22 turned clocks of scheduled runs', {
      'begun right': of('right'),
      'begun ahead': of('ahead'),
      events,
    });
  },
  timeLimit,
);

test(
  'one who goes by the runs that he remembers makes them for times that were over',
  async () => {
    const { violations } = await turned('goes by what it remembers');
    expect(violations).toContainEqual(expect.stringMatching(/^the run for .* was begun by .* after that for/));
  },
  timeLimit,
);
