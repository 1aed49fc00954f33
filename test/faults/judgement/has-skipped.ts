import type { Ledger } from '../load/ledger.js';
import type { Subscriber } from '../load/subscriber.js';

/** Whether a subscriber has gone past an acknowledged event without meeting it, as far as can be told while it runs. */
export function hasSkipped(subscriber: Subscriber, ledger: Ledger): boolean {
  const { position } = subscriber;
  const met = new Set(subscriber.seen.map((seen) => seen.position));
  return ledger.with('appended').some(({ result }) => {
    const last = result?.position ?? Infinity;
    return last <= position && !met.has(last);
  });
}
