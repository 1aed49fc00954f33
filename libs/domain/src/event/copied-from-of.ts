import type { CopiedFrom } from './copied-from.js';
import type { Metadata } from './metadata.js';

/**
 * Of which event an event is a copy; undefined for one that was decided where it stands.
 *
 * A copy says in a new stream what the old one has said already. Whoever sums over streams, or has effects, counts the
 * fact once: he passes copies over.
 *
 * @example
 * @On(FundsDeposited) deposited(row: Turnover, event: FundsDeposited, meta: EventMetadata): void {
 *   if (copiedFromOf(meta.metadata) === undefined) row.minor += event.amountMinor;
 * }
 */
export function copiedFromOf({ copiedFrom }: Metadata = {}): CopiedFrom | undefined {
  // What stands in metadata was said by whoever appended it.
  if (typeof copiedFrom !== 'object' || copiedFrom === null) return undefined;
  const { streamId, version, eventId } = copiedFrom as Partial<CopiedFrom>;
  const isOne = typeof streamId === 'string' && typeof version === 'number' && typeof eventId === 'string';
  return isOne ? { streamId, version, eventId } : undefined;
}
