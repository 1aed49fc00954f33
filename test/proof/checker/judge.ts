import type { HistoryLine } from '../history/read-history.js';
import type { Invariant } from './invariant.js';

/** What a judge has looked at, of each invariant that it judges: to have looked at nothing is no acquittal. */
export type LookedAt = Partial<Record<Invariant, number>>;

/** Hears the history line by line, and then says what it has found. */
export interface Judge {
  hear?(line: HistoryLine): void;
  judge(): LookedAt;
}
