import { isBusinessRuleViolation, isDaybookError } from '@daybook/domain';

/**
 * What an error says of the attempt that has met it. `refused`: nothing was written, and nothing ever will be because of
 * it; `settled` besides that the attempts before have written nothing either. `bug`: it must not have come at all.
 */
export type Verdict = 'unknown' | 'refused' | 'settled' | 'bug';

const unknown: ReadonlySet<string> = new Set(['append-outcome-unknown', 'transaction-outcome-unknown']);

/** Whoever is told this may try again, and others may have been first without having written in the end. */
const refused: ReadonlySet<string> = new Set([
  'store-unavailable',
  'store-overloaded',
  'store-closed',
  'transaction-conflict',
  'transaction-timed-out',
  'projection-not-current',
]);

/** Decided by what is in the streams, in an order with all who write them. */
const decided: ReadonlySet<string> = new Set(['aggregate-already-exists', 'aggregate-not-found']);

export function verdictOn(error: unknown): Verdict {
  if (isBusinessRuleViolation(error)) return 'settled';
  if (!isDaybookError(error)) return 'bug';
  if (unknown.has(error.code)) return 'unknown';
  if (refused.has(error.code)) return 'refused';
  if (decided.has(error.code)) return 'settled';
  return error.code === 'concurrency-conflict' ? onConflict(error as unknown as Conflict) : 'bug';
}

interface Conflict {
  readonly expected: number | 'any' | 'noStream' | 'streamExists';
  readonly actual: number | undefined;
}

/**
 * Versions only grow: what a stream has left behind, no attempt that is still on its way finds there. What is yet to come
 * may be found by one, such as by bytes that have waited in a network until the stream was there.
 */
function onConflict({ expected, actual }: Conflict): Verdict {
  if (actual === undefined || expected === 'any' || expected === 'streamExists') return 'refused';
  return actual > (expected === 'noStream' ? 0 : expected) ? 'settled' : 'refused';
}

/** In the words of the history. */
export function inWords(error: unknown): string {
  if (isDaybookError(error)) return error.code;
  return isBusinessRuleViolation(error) ? error.code : String(error);
}
