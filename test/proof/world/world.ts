import type { PostgresServer } from '@daybook/testing';
import type { SmallDisk } from '../../faults/injection/small-disk.js';
import type { FaultyProxy } from './faulty-proxy.js';
import type { HistoryFile } from '../history/history-file.js';
import type { ProofProcess } from './proof-process.js';
import type { SeededRandom } from './seeded-random.js';

/** What faults happen to. */
export interface World {
  readonly server: PostgresServer;
  /** The database under proof and another one beside it, past all proxies, as their owner. */
  readonly urls: { readonly proof: string; readonly other: string };
  /** One for each process, in the same order. */
  readonly proxies: readonly FaultyProxy[];
  readonly processes: readonly ProofProcess[];
  /** Where the run notes what it does. */
  readonly history: HistoryFile;
  readonly random: SeededRandom;
  /** How long an owner of a segment is one without a sign of life, in milliseconds. */
  readonly leaseMs: number;
  /** Where the server has its own log, if it is to run out of room. */
  readonly smallDisk?: SmallDisk;
}

/** Something that goes wrong for a while. */
export interface Fault {
  /** As `--faults` has it. */
  readonly name: string;
  /** Why it cannot happen here, such as for want of a permission; undefined where it can. */
  readonly impossible?: (world: World) => Promise<string | undefined>;
  /**
   * Lets it go wrong, and puts it right before it answers; at once when told to, then too. Answers how often it was
   * felt, where the world can tell: a cut of no connection was felt by nobody.
   */
  happen(world: World, signal: AbortSignal): Promise<Feeling>;
}

/** How often a fault was felt. */
export interface Feeling {
  readonly felt: number;
  /** How often it is felt after it has answered, where it goes on by itself. Default: not at all. */
  readonly later?: Promise<number>;
}
