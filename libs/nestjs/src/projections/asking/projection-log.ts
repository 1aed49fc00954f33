import type { EventStore, RecordedEvent } from '@daybook/event-store';
import type { ProjectionDefinition } from '../projection-definition.js';

/** How much of the log is read. */
export interface LogRead {
  /** Up to this position, inclusive. */
  readonly toPosition: number;
  readonly signal?: AbortSignal | undefined;
}

const batchSize = 2_000;

/** What a projection reads of the log, page by page. */
export function projectionLog(
  store: EventStore,
  { types, categories }: Pick<ProjectionDefinition, 'types' | 'categories'>,
  { toPosition, signal }: LogRead,
): AsyncIterable<readonly RecordedEvent[]> {
  return store
    .readAll({ types, toPosition, batchSize, ...(categories && { categories }), ...(signal && { signal }) })
    .pages();
}
