import type { BenchOptions } from './bench-options.js';
import type { BenchServer } from './server/bench-server.js';

/** What a benchmark is given. */
export interface BenchRun {
  readonly server: BenchServer;
  readonly options: BenchOptions;
  readonly print: (line: string) => void;
}

/** What it has found. */
export interface BenchFindings {
  readonly results: readonly object[];
  /** The set-up of everybody who took part. */
  readonly configurations: Readonly<Record<string, unknown>>;
  /** Besides what is common to all benchmarks. */
  readonly more?: Readonly<Record<string, unknown>>;
}
