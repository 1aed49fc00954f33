import type { BenchOptions } from '../bench-options.js';
import { figure, rounded } from '../report/figure.js';
import type { Sample } from '../run/closed-loop.js';
import { eventsBefore } from './commander.js';

/** What the literature asks of one PostgreSQL: commands per second. */
export const literatureRate = 10_000;

/** One row of the table. */
export interface CommandResult extends Sample {
  readonly contestant: string;
  /** As many times as what the literature asks. */
  readonly ratioToLiterature: number;
  readonly ratioToFloor: number;
  /** How many times as fast as each peer. */
  readonly timesPeer: Readonly<Record<string, number>>;
  /** Events in a stream at the end of a round, on average: who is faster loads longer ones. */
  readonly eventsAfter: number;
}

type Samples = Readonly<Record<string, Sample>>;

/** One result for each contestant, `floor` among them. */
export function commandResults(
  samples: Samples,
  peers: readonly string[],
  { seconds, streams }: Pick<BenchOptions, 'seconds' | 'streams'>,
): readonly CommandResult[] {
  const ratio = (rate: number, other: string): number => rounded(rate / (samples[other]?.rate ?? Number.NaN));
  return Object.entries(samples).map(([contestant, { rate, p50Ms, p99Ms }]) => ({
    contestant,
    ...{ rate: rounded(rate), p50Ms: rounded(p50Ms), p99Ms: rounded(p99Ms) },
    ratioToLiterature: rounded(rate / literatureRate),
    ratioToFloor: ratio(rate, 'floor'),
    timesPeer: Object.fromEntries(peers.map((peer) => [peer, ratio(rate, peer)])),
    eventsAfter: rounded(eventsBefore + 1 + (rate * seconds) / streams),
  }));
}

export function commandTitles(peers: readonly string[]): readonly string[] {
  const own = [
    'contestant               ',
    'commands/s',
    'to 10,000',
    'ratio to floor',
    'p50 ms',
    'p99 ms',
    'events after',
  ];
  return [...own, ...peers.map((peer) => `times ${peer}`)];
}

export function commandCells(result: CommandResult): readonly string[] {
  const { contestant, rate, ratioToLiterature, ratioToFloor, p50Ms, p99Ms, eventsAfter, timesPeer } = result;
  const figures = [rate, ratioToLiterature, ratioToFloor, p50Ms, p99Ms, eventsAfter, ...Object.values(timesPeer)];
  return [contestant, ...figures.map(figure)];
}
