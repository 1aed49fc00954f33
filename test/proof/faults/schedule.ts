import type { SeededRandom } from '../world/seeded-random.js';

/** Faults that go wrong at the same time. */
export interface Round {
  /** When they begin, in milliseconds since the load began. */
  readonly atMs: number;
  /** How long they may last. */
  readonly forMs: number;
  readonly faults: readonly string[];
}

/** How long a round and the pause after it take where there is time enough. */
const usualMs = 4_500;
const shortestMs = 3_000;
/** What needs longer, and how many times as long: a process begins, or somebody has to be waited for. */
const slow: ReadonlyMap<string, number> = new Map([
  ['turned-clock', 2],
  ['rebuild', 2],
  ['kill-process', 1.5],
  ['open-append-killed', 1.3],
]);
const beginning = { share: 0.05, mostMs: 2_000 };
/** In which no fault begins any more, so that what is left to do is done under load, too. */
const ending = { share: 0.15, mostMs: 8_000 };

/** Happens by itself: it waits for everybody else. */
const alone = ['open-append-killed'];
/** Of each of these one at a time: what one of them needs another one takes away. */
const oneAtATime = [
  ['kill-server', 'full-disk', 'long-transaction', 'long-transaction-elsewhere'],
  ['rebuild', 'long-transaction', 'prepared-transaction'],
];

/**
 * What goes wrong when, as it follows from chance alone: rounds of one or two faults, with pauses in which work goes on.
 * All of them happen once before one of them happens again; in a minute every one does.
 */
export function scheduleOf(names: readonly string[], runMs: number, random: SeededRandom): readonly Round[] {
  const firstMs = Math.min(beginning.share * runMs, beginning.mostMs);
  const lastMs = runMs - Math.min(ending.share * runMs, ending.mostMs);
  const rounds: Round[] = [];
  let atMs = firstMs;
  while (names.length > 0) {
    const turn = random.shuffled(roundsOf(random.shuffled(names)));
    const needed = (lastMs - firstMs) / turn.reduce((sum, faults) => sum + timesOf(faults), 0);
    const unitMs = Math.min(usualMs, Math.max(shortestMs, needed));
    for (const faults of turn) {
      const leftMs = lastMs - atMs;
      // To the millisecond: sums of parts are not quite the whole.
      if (rounds.length > 0 && leftMs < Math.min(shortestMs, unitMs) - 1) return rounds;
      const lengthMs = Math.min(unitMs * timesOf(faults), leftMs);
      const forMs = lengthMs * (random.between(70, 82) / 100);
      rounds.push({ atMs: Math.round(atMs), forMs: Math.round(forMs), faults });
      atMs += lengthMs;
    }
  }
  return rounds;
}

function timesOf(faults: readonly string[]): number {
  return Math.max(...faults.map((name) => slow.get(name) ?? 1));
}

/** Two by two, in their order, as far as they go together: slow ones with each other. */
function roundsOf(names: readonly string[]): readonly (readonly string[])[] {
  const rest = [...names.filter((name) => slow.has(name)), ...names.filter((name) => !slow.has(name))];
  const rounds: string[][] = [];
  for (let first = rest.shift(); first !== undefined; first = rest.shift()) {
    const one = first;
    const other = rest.findIndex((name) => goTogether(one, name));
    rounds.push(other < 0 ? [one] : [one, ...rest.splice(other, 1)]);
  }
  return rounds;
}

function goTogether(...pair: readonly [string, string]): boolean {
  if (pair.some((name) => alone.includes(name))) return false;
  return !oneAtATime.some((group) => pair.every((name) => group.includes(name)));
}
