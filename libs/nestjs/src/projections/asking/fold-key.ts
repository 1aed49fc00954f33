import type { RecordedEvent } from '@daybook/event-store';
import type { RowFolding } from '../running/row-folding.js';
import type { FoldedDefinition, FoldOptions } from './fold-pass.js';

/** Folds the row of one key, which is keyed by its stream, from the events of its streams; undefined if it has none. */
export async function foldKey<Row extends object>(
  folding: RowFolding<Row>,
  { types }: Pick<FoldedDefinition, 'types'>,
  key: string,
  events: AsyncIterable<RecordedEvent>,
  { counts, failed }: FoldOptions,
): Promise<Row | undefined> {
  let row: Row | null | undefined;
  for await (const recorded of events) {
    if (!types.includes(recorded.type) || counts?.(recorded, key) === false) continue;
    try {
      row = folding.next(key, row, recorded);
    } catch (error) {
      if (failed === undefined) throw error;
      failed(key, recorded, error);
      return undefined;
    }
  }
  return row ?? undefined;
}
