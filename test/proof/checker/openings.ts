import type { CallRecord } from './calls.js';
import type { Log } from './log.js';

/** What happened to an account before it was one. */
export interface Opening {
  readonly account: string;
  /** Several may want to open the same one. */
  readonly calls: readonly CallRecord[];
  /** By index. */
  readonly opened: readonly number[];
}

/** By account: who has asked for it to be opened, and as what it is in the log. */
export function openings(log: Log, records: Iterable<CallRecord>): readonly Opening[] {
  const all = new Map<string, { calls: CallRecord[]; opened: number[] }>();
  const of = (account: string) => {
    const known = all.get(account) ?? { calls: [], opened: [] };
    all.set(account, known);
    return known;
  };
  for (const record of records) if (record.asked.kind === 'open') of(record.asked.account).calls.push(record);
  for (let index = 0; index < log.size; index++) {
    if (log.types[index] === 'proof.opened') of(log.streams[index] ?? '').opened.push(index);
  }
  return [...all].map(([account, { calls, opened }]) => ({ account, calls, opened }));
}
