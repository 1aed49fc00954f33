import type { Sample } from '../run/closed-loop.js';
import { rounded } from './figure.js';

/** Against what Daybook is compared besides the floor. */
export interface ComparedPeer {
  readonly rate: number;
  /** How many times as fast Daybook is. */
  readonly ratio: number;
}

/** Daybook's figures beside those of the floor and of the peers: medians of alternated rounds. */
export interface Compared {
  /** Operations per second. */
  readonly rate: number;
  readonly floorRate: number;
  readonly ratioToFloor: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly floorP50Ms: number;
  readonly floorP99Ms: number;
  readonly peers: Readonly<Record<string, ComparedPeer>>;
}

/** Takes together what `alternate` has measured for `floor`, `daybook` and any others, who are peers. */
export function compared({ floor, daybook, ...others }: Readonly<Record<'floor' | 'daybook', Sample>>): Compared {
  const ratioOf = (sample: Sample) => rounded(daybook.rate / sample.rate);
  const peers = Object.entries<Sample>(others);
  return {
    rate: rounded(daybook.rate),
    floorRate: rounded(floor.rate),
    ratioToFloor: ratioOf(floor),
    p50Ms: rounded(daybook.p50Ms),
    p99Ms: rounded(daybook.p99Ms),
    floorP50Ms: rounded(floor.p50Ms),
    floorP99Ms: rounded(floor.p99Ms),
    peers: Object.fromEntries(
      peers.map(([name, sample]) => [name, { rate: rounded(sample.rate), ratio: ratioOf(sample) }]),
    ),
  };
}
