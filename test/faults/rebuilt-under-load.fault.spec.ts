import { expect, test } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { inForm, printFelt } from './judgement/felt.js';
import { PurseJudge, purseStates, rowsIn } from './judgement/judge-purses.js';
import { closingAfterEach } from './load/closing.js';
import { MortalWorkers } from './load/mortal-workers.js';
import { createOwnDatabase } from './load/own-database.js';
import { PurseWriters } from './load/purse-writers.js';
import type { Death, Phase, ReleaseOptions } from './load/release-words.js';
import { Release } from './load/release.js';

interface Round {
  readonly deaths: readonly Phase[];
  readonly switch: 'automatic' | 'by-operator';
}

const phases: readonly Phase[] = ['build', 'comparison', 'switch', 'rollback', 'drop'];
/** The first makes a new version, the next ones make it anew. */
const rounds: readonly Round[] = inForm({
  short: [
    { deaths: ['build', 'comparison', 'switch', 'rollback'], switch: 'by-operator' },
    { deaths: ['drop'], switch: 'automatic' },
  ],
  long: Array.from({ length: 6 }, (_, n) => ({ deaths: phases, switch: n % 3 === 1 ? 'automatic' : 'by-operator' })),
});
const passed = inForm({ short: 1_500, long: 6_000 });
const timeLimit = inForm({ short: 240_000, long: 1_500_000 });

const closing = closingAfterEach();

interface Stage {
  readonly url: string;
  readonly writers: PurseWriters;
  readonly old: Release;
  readonly young: Release;
}

/** Two releases of the application side by side, under load: the old one's rows are read, the young one's being made. */
async function stage(youngRuns: ReleaseOptions['runs']): Promise<Stage> {
  const { url } = closing(await createOwnDatabase());
  const [old, young] = [closing(Release.reserve()), closing(Release.reserve())];
  const writers = closing(await PurseWriters.open(url, passed));
  await old.start({ url, name: 'old', release: 1, runs: 'all' });
  await old.ask({ do: 'idle' });
  writers.begin(25);
  await young.start({ url, name: 'young', release: 2, runs: youngRuns });
  await Promise.all([old.ask({ do: 'read' }), young.ask({ do: 'read' })]);
  return { url, writers, old, young };
}

/** Somewhere in a phase; none is shorter than this. */
function deathIn(during: Phase): Death {
  const statements = { build: 40, comparison: 5, switch: 30, rollback: 30, drop: 8 }[during];
  return { during, at: 1 + Math.floor(Math.random() * statements), sent: Math.random() < 0.5 };
}

const has = (state: string) => (states: readonly string[]) => states.includes(state);

/** A generation is built, compared, switched to, gone back from and to, and the one before dropped. */
async function makeAnew(workers: MortalWorkers, number: number, { deaths, switch: by }: Round): Promise<void> {
  const next = `2.${number}`;
  const death = (phase: Phase): Death | undefined => (deaths.includes(phase) ? deathIn(phase) : undefined);
  const isShown = has(`${next} live, shown`);
  const isThere = (states: readonly string[]): boolean => states.some((state) => state.startsWith(next));
  if (number > 1) await workers.achieve({ do: 'rebuild', options: { switch: by } }, isThere);
  const isCompared = (states: readonly string[]): boolean =>
    has(`${next} building, compared`)(states) || isShown(states);
  for (const phase of deaths.filter((one) => one === 'build' || one === 'comparison')) {
    await workers.begin(deathIn(phase));
    await workers.lost(isCompared);
  }
  if (by === 'automatic') {
    await workers.begin(death('switch'));
    await workers.until(isShown);
  } else await workers.achieve({ do: 'switch' }, isShown, death('switch'));
  if (by === 'by-operator') {
    await workers.achieve({ do: 'rollback' }, (states) => !isShown(states), death('rollback'));
    await workers.achieve({ do: 'rollback' }, isShown);
  }
  if (number === 1) return;
  const generation = { name: 'purses', version: 2, generation: number - 1 };
  await workers.achieve({ do: 'drop', generation }, has(`2.${number - 1} dropped`), death('drop'));
}

test(
  'two releases read whole models at 100 Hz, each its own, while workers are killed in build, comparison, switch, rollback and drop',
  async () => {
    const workers = closing(new MortalWorkers(2, inForm({ short: 6, long: 2 })));
    const { url, writers, old, young } = await stage('none');
    workers.workOn(url);
    for (const [n, round] of rounds.entries()) await makeAnew(workers, n + 1, round);
    await writers.stop();
    const judge = await PurseJudge.open(url);
    const { violations, generations } = await judge.kept();
    expect(violations).toEqual([]);
    await sleep(300);
    const of = (reader: string) => [...old.reads, ...young.reads].filter((read) => read.reader === reader);
    expect(judge.readings(of('old'), [1])).toEqual([]);
    expect(judge.readings(of('young'), [2], true)).toEqual([]);
    expect(judge.readings(of('everybody'), [1, 2])).toEqual([]);
    // Who goes by the entity's own name meets the other release's rows; who goes straight to tables, what is being made.
    expect(judge.readings(of('everybody'), [1])).toContainEqual(expect.stringMatching(/foreign model of version 2/));
    expect(judge.readings(of('straight'), [2], true)).not.toEqual([]);
    const reads = [of('old'), of('young'), of('everybody')].flat();
    printFelt(
      'F26 rebuilt under load',
      {
        reads: reads.length,
        ...Object.fromEntries(phases.map((phase) => [`killed in ${phase}`, workers.kills.get(phase) ?? 0])),
        events: judge.events,
        generations,
      },
      `longest read ${Math.round(Math.max(...reads.map(({ ms }) => ms)))} ms`,
    );
  },
  timeLimit,
);

test(
  'readers notice a switch in pieces, one to what is behind, and a drop before they have left',
  async () => {
    const { url, writers, old, young } = await stage('all');
    const one = { name: 'purses', version: 2, generation: 1 };
    const until = async (isOver: () => boolean | Promise<boolean>): Promise<void> => {
      while (!(await isOver())) await sleep(20);
    };
    await until(async () => has('2.1 building, compared')(await purseStates(url)));
    expect(await young.ask({ do: 'switch' })).toBe('done');
    const of = (release: Release, reader: string) => release.reads.filter((read) => read.reader === reader);
    const isRefused = (release: Release, reader: string): boolean => {
      const own = of(release, reader);
      const begun = own.findIndex(({ error }) => error === undefined);
      return begun >= 0 && own.slice(begun).some(({ error }) => error !== undefined);
    };
    await until(() => of(young, 'young').some(({ error }) => error === undefined));
    expect(isRefused(young, 'young')).toBe(false);
    await until(async () => {
      await young.ask({ do: 'switch in pieces', generation: one });
      return isRefused(young, 'young');
    });
    await young.ask({ do: 'rebuild', options: { eventsPerSecond: 100, switch: 'by-operator' } });
    await until(async () => (await rowsIn(url, 'purses_v2_g2.purses_v2')) > 0);
    expect(await young.ask({ do: 'switch anywhere', generation: { ...one, generation: 2 } })).toBe('done');
    await old.ask({ do: 'drop', generation: { ...one, version: 1 } });
    await until(() => isRefused(old, 'old'));
    await sleep(300);
    await writers.stop();
    const judge = await PurseJudge.open(url);
    const found = [...judge.readings(of(old, 'old'), [1]), ...judge.readings(of(young, 'young'), [2], true)];
    expect(found).toContainEqual('young was refused: 42P01');
    expect(found).toContainEqual(expect.stringMatching(/^young saw \d+ after \d+$/));
    expect(found).toContainEqual('old was refused: 42P01');
  },
  timeLimit,
);
