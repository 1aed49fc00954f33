import type { WrongBuild } from '../wrong-builds/wrong-build.js';
import { wrongBuilds } from '../wrong-builds/wrong-builds.js';
import type { ProofOptions } from './proof-options.js';
import { type Word, words } from '../checker/invariant.js';
import { lastLineOf, reportOf } from '../checker/report.js';
import type { Verdict } from '../checker/verdict.js';
import { prove } from './prove.js';
import { counted } from './progress.js';
import { RunFolder } from './run-folder.js';

const mostRuns = 3;
/** Runs beside these whose fault nobody has felt: a lock that was not to be had, on a machine that is busy. */
const mostVoid = 2;

/** A wrong build and what became of it. */
interface Trial {
  readonly build: WrongBuild;
  /** The run in which it was caught; undefined if it escaped. */
  readonly caughtIn?: number;
  readonly calls: number;
  /** What was found in that run, by name, with how often. */
  readonly broke: ReadonlyMap<string, number>;
}

/**
 * Runs each wrong build until it is caught, and the right one under the same faults. Answers the exit code: 1 if one of
 * them escapes, or if the right one does not.
 */
export async function proveWrongBuilds(
  options: ProofOptions,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<number> {
  const builds = wrongBuilds.filter(({ name }) => options.wrongBuilds.includes(name));
  say(`seed ${options.seed}: ${builds.length} wrong builds, up to ${mostRuns} runs of ${options.seconds} s each`);
  const trials: Trial[] = [];
  for (const build of builds) {
    const trial = await tried(build, options, say, signal);
    trials.push(trial);
    say(lineOf(trial));
  }
  const under = [...new Set(builds.flatMap((build) => build.under))];
  const right = await run({ ...options, faults: under }, undefined, signal);
  const wrongs = found(right);
  for (const line of tableOf(trials)) say(line);
  const escaped = trials.filter(({ caughtIn }) => caughtIn === undefined).map(({ build }) => build.name);
  if (wrongs.size > 0) say(`The right build under the same faults: ${told(wrongs)}.\n${reportOf(right)}`);
  const ending = escaped.length === 0 ? 'none escaped' : `escaped: ${escaped.join(', ')}`;
  say(
    `seed ${options.seed}: ${trials.length} wrong builds, ${ending}; ` +
      `the right build: ${counted(right.calls)} calls, ${sum(wrongs)} violations`,
  );
  return escaped.length + wrongs.size > 0 ? 1 : 0;
}

async function tried(
  build: WrongBuild,
  options: ProofOptions,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Trial> {
  let [calls, counting, broke]: [number, number, Trial['broke']] = [0, 0, new Map()];
  for (let number = 1; number <= mostRuns + mostVoid && counting < mostRuns; number++) {
    const seed = options.seed + number - 1;
    const proven = await run({ ...options, seed, faults: build.under }, build, signal);
    calls += proven.calls;
    broke = found(proven);
    // A run in which nobody has felt what it shows under is none, nor is one that was not healed, which leaves everything undone.
    const isWhole = !broke.has('bug');
    if (isWhole && wasFelt(proven, build)) counting++;
    say(`  ${build.name}, ${lastLineOf(proven)}${wasFelt(proven, build) ? '' : ', nothing felt'}: ${told(broke)}`);
    if (isWhole && build.breaks.some((name) => broke.has(name)))
      return { build, caughtIn: Math.max(1, counting), calls, broke };
  }
  return { build, calls, broke };
}

function wasFelt({ counters }: Verdict, { under }: WrongBuild): boolean {
  return under.length === 0 || under.some((name) => (counters[`${name}, felt`] ?? 0) > 0);
}

async function run(
  { seed, seconds, processes, faults, postgres, pooler }: ProofOptions,
  build: WrongBuild | undefined,
  signal: AbortSignal,
): Promise<Verdict> {
  const folder = await RunFolder.make();
  try {
    return await prove(
      { folder: folder.path, seed, seconds, processes, faults, postgres, pooler, build },
      () => undefined,
      signal,
    );
  } finally {
    await folder.remove();
  }
}

function found({ words }: Verdict): ReadonlyMap<string, number> {
  return new Map(Object.entries(words));
}

function lineOf({ build, caughtIn, broke }: Trial): string {
  return caughtIn === undefined
    ? `${build.name} has escaped`
    : `${build.name}: caught in run ${caughtIn} by ${told(broke)}`;
}

/** In columns. */
function tableOf(trials: readonly Trial[]): readonly string[] {
  const rows = [
    ['build', 'what it does', 'caught in', 'calls', 'what it broke'],
    ...trials.map(({ build, caughtIn, calls, broke }) => [
      build.name,
      build.does,
      caughtIn === undefined ? 'escaped' : `run ${caughtIn}`,
      counted(calls),
      told(broke),
    ]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function told(counts: ReadonlyMap<string, number>): string {
  const each = [...counts].map(([name, count]) => `${words[name as Word]} ${name} ${counted(count)}`);
  return each.join(', ') || 'nothing';
}

function sum(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}
