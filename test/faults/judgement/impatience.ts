import { AppendOutcomeUnknown, StoreOverloaded, StoreUnavailable, type WaitingLimits } from '@daybook/event-store';
import type { Arrivals } from '../load/arrivals.js';
import type { Ledger } from '../load/ledger.js';

/** What came of those who waited for a store that could not answer. */
export interface Patience {
  readonly arrivals: Pick<Arrivals, 'mostUntold'>;
  readonly ledger: Ledger;
  readonly limits: WaitingLimits;
  readonly poolSize: number;
  /** How long it took after the fault until the store worked again. */
  readonly recoveredMs: number;
  /** How many have never been told. */
  readonly untold: number;
}

// What may be in flight besides those that wait: a group and an append on each other connection; two calls for 64 streams each.
const inFlight = { appends: 256, reads: 2 * 64 } as const;
// For a busy machine; a caller without a limit waits for the rest of the fault.
const slackMs = 1_000;

/** Where somebody waited for longer, or with more others, than the limits allow. */
export function impatience({ arrivals, ledger, limits, poolSize, recoveredMs, untold }: Patience): readonly string[] {
  const { waiting, waitMs, answerMs } = limits;
  const found: string[] = [];
  const { appends, reads } = arrivals.mostUntold;
  if (appends > waiting + inFlight.appends + poolSize)
    found.push(`${appends} appends waited at a time, where ${waiting} may`);
  if (reads > waiting + inFlight.reads) found.push(`${reads} reads waited at a time, where ${waiting} may`);
  const longestMs = Math.max(...ledger.entries.map(({ tookMs }) => tookMs));
  if (longestMs > waitMs + answerMs + slackMs) found.push(`a caller was told after ${Math.round(longestMs)} ms`);
  if (untold > 0) found.push(`${untold} callers have never been told`);
  if (recoveredMs === Infinity) found.push('the store has not come back');
  else if (recoveredMs > slackMs) found.push(`the store was back after ${Math.round(recoveredMs)} ms only`);
  return found;
}

/** The errors that do not say in the store's own words why nobody had an answer. */
export function reasonsOf(errors: readonly (Error | undefined)[]): readonly string[] {
  const said = new Set<string>();
  for (const error of errors) {
    if (error === undefined || saysWhy(error)) continue;
    said.add(`${error.name}: ${error.message}`);
  }
  return [...said];
}

function saysWhy(error: Error): boolean {
  const { message } = error;
  if (error instanceof StoreOverloaded)
    return /\d+ callers wait .* of the pool's \d+ connections \d+ are in use/.test(message);
  if (error instanceof StoreUnavailable)
    return /because .*(of the pool's \d+ connections|not answered within)/.test(message);
  return error instanceof AppendOutcomeUnknown && /given up after \d+ ms/.test(message);
}
