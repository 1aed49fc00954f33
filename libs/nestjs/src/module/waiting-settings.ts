import type { ReadsFrom } from '../projections/waiting/postgres-row-standings.js';
import { InvalidOption } from './invalid-option.error.js';

/** How readers wait for what was written. */
export interface WaitingSettings {
  /** How long at most, in milliseconds, unless a call says otherwise. Default 5,000. */
  readonly timeoutMs?: number;
  /**
   * Where the application reads its read models: on the `primary`, or on a `replica`; then all of them must have come so
   * far. Default: where TypeORM reads, which is a replica if it has some (`replication`) and its `defaultMode` is not
   * `master`.
   */
  readonly readsFrom?: ReadsFrom;
}

const defaultTimeoutMs = 5_000;
const longestMs = 2_147_483_647;

/** @throws InvalidOption */
export function checkedWaiting({ timeoutMs = defaultTimeoutMs, readsFrom }: WaitingSettings = {}): {
  readonly timeoutMs: number;
  readonly readsFrom: ReadsFrom | undefined;
} {
  if (!Number.isInteger(timeoutMs) || timeoutMs < 1 || timeoutMs > longestMs) {
    throw new InvalidOption('waiting.timeoutMs', timeoutMs, [`a whole number from 1 to ${longestMs}`]);
  }
  if (readsFrom !== undefined && readsFrom !== 'primary' && readsFrom !== 'replica') {
    throw new InvalidOption('waiting.readsFrom', readsFrom, ['primary', 'replica']);
  }
  return { timeoutMs, readsFrom };
}
