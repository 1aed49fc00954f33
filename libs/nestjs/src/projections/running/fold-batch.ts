import type { RecordedEvent } from '@daybook/event-store';
import type { RowFolding } from './row-folding.js';

/** An event with the keys for which it is to be folded. */
export interface KeyedEvent {
  readonly recorded: RecordedEvent;
  readonly keys: readonly string[];
}

/** Every key of a batch, once. */
export function keysIn(events: readonly KeyedEvent[]): readonly string[] {
  const keys = new Set<string>();
  for (const event of events) for (const key of event.keys) keys.add(key);
  return [...keys];
}

/**
 * Folds events, given in the order of positions, into the rows of their keys.
 *
 * @param loaded the rows of those keys that have one; they are changed in place
 * @returns what is to be written: rows, and null for those to be deleted. Every row that a handler ran for is among them:
 *   whether it is another one afterwards would cost more to know than to write
 * @throws what `RowFolding.next` throws; the loaded rows are of no use then
 */
export function foldBatch<Row extends object>(
  folding: RowFolding<Row>,
  events: Iterable<KeyedEvent>,
  loaded: ReadonlyMap<string, Row>,
): ReadonlyMap<string, Row | null> {
  const changed = new Map<string, Row | null>();
  for (const { recorded, keys } of events) {
    if (!folding.handles(recorded.event)) continue;
    for (const key of keys) {
      const before = changed.get(key);
      const after = folding.next(key, before === undefined ? loaded.get(key) : before, recorded);
      changed.set(key, after);
    }
  }
  // What has come and gone within the batch was never there.
  for (const [key, row] of changed) if (row === null && !loaded.has(key)) changed.delete(key);
  return changed;
}
