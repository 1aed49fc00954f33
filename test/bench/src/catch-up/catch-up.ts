import type { Sample } from '../run/closed-loop.js';

/** One who reads the whole log in each round, from its beginning to its end. */
export interface CatchUp {
  run(): Promise<Sample>;
  close(): Promise<unknown>;
}
