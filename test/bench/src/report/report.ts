import type { Machine } from '../run/machine.js';

/** What a run of a benchmark has found, as `--json` prints it. */
export interface Report {
  readonly name: string;
  /** ISO 8601. */
  readonly date: string;
  /** One for each size. */
  readonly results: readonly object[];
  readonly rounds: number;
  readonly secondsPerRound: number;
  readonly machine: Machine;
  readonly versions: Readonly<Record<string, string>>;
  readonly configurations: Readonly<Record<string, unknown>>;
}
