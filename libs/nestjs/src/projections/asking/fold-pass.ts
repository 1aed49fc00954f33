import { eventMetadataOf, type RecordedEvent } from '@daybook/event-store';
import type { ProjectionDefinition } from '../projection-definition.js';
import { compareKeys } from '../read-model/key-order.js';
import type { RowFolding } from '../running/row-folding.js';

/** Told of an event that cannot be folded for a key. */
export type FoldFailure = (key: string, recorded: RecordedEvent, error: unknown) => void;

/** What of the log is folded. */
export interface FoldOptions {
  /** Whether an event counts for a key. Default: always. */
  readonly counts?: ((recorded: RecordedEvent, key: string) => boolean) | undefined;
  /** Told once of each key that cannot be folded, which then has no row; under the stream's id, if it has no key. Default: throws. */
  readonly failed?: FoldFailure | undefined;
}

/** What of the log a pass folds. */
export interface PassOptions extends FoldOptions {
  /** Only keys above this one. Default: from the first. */
  readonly after?: string | undefined;
  /** Only keys up to this one, inclusive. Default: to the last. */
  readonly upTo?: string | undefined;
  /** Only these keys. Default: all. */
  readonly only?: ReadonlySet<string> | undefined;
  /** How many rows it holds before it leaves the greater half to the next pass. */
  readonly atMost: number;
}

/** The rows of a range of keys. */
export interface Pass<Row> {
  /** In the order of keys. */
  readonly rows: ReadonlyMap<string, Row>;
  /** Up to where they are complete, inclusive; undefined for the end. */
  readonly upTo: string | undefined;
}

/** As much of a projection's definition as a fold of the log goes by. */
export type FoldedDefinition = Pick<ProjectionDefinition, 'types' | 'keysOf'>;

/**
 * Folds the log into rows, from nothing, holding at most twice as many as it was told: if there are more, it goes on with
 * the lower keys alone and says up to where it has come, and another pass begins there.
 */
export async function foldPass<Row extends object>(
  folding: RowFolding<Row>,
  definition: FoldedDefinition,
  pages: AsyncIterable<readonly RecordedEvent[]>,
  { after, only, atMost, counts, failed, ...options }: PassOptions,
): Promise<Pass<Row>> {
  const rows = new Map<string, Row>();
  const unfoldable = new Set<string>();
  const types = new Set(definition.types);
  let { upTo } = options;
  const isWanted = (key: string, recorded: RecordedEvent): boolean =>
    (only?.has(key) ?? true) &&
    (after === undefined || compareKeys(key, after) > 0) &&
    (upTo === undefined || compareKeys(key, upTo) <= 0) &&
    !unfoldable.has(key) &&
    counts?.(recorded, key) !== false;
  const fail = (key: string, recorded: RecordedEvent, error: unknown): void => {
    if (failed === undefined) throw error;
    unfoldable.add(key);
    rows.delete(key);
    failed(key, recorded, error);
  };
  const keysOf = (recorded: RecordedEvent): readonly string[] => {
    try {
      return definition.keysOf(recorded.event, eventMetadataOf(recorded));
    } catch (error) {
      // Whose key it has, and whether it is one of these, only another release can say.
      if (recorded.isKnown === false) throw error;
      if (failed === undefined || isWanted(recorded.streamId, recorded)) fail(recorded.streamId, recorded, error);
      return [];
    }
  };
  for await (const page of pages) {
    for (const recorded of page) {
      if (!types.has(recorded.type)) continue;
      for (const key of keysOf(recorded)) {
        if (!isWanted(key, recorded)) continue;
        try {
          const row = folding.next(key, rows.get(key), recorded);
          if (row === null) rows.delete(key);
          else rows.set(key, row);
        } catch (error) {
          fail(key, recorded, error);
        }
      }
      if (rows.size > 2 * atMost) upTo = keepLowest(rows, atMost);
    }
  }
  return { rows: inOrder(rows), upTo };
}

/** Forgets all rows but the lowest, and answers the highest key of those. */
function keepLowest<Row>(rows: Map<string, Row>, count: number): string | undefined {
  const keys = [...rows.keys()].sort(compareKeys);
  for (const key of keys.slice(count)) rows.delete(key);
  return keys[count - 1];
}

function inOrder<Row>(rows: ReadonlyMap<string, Row>): ReadonlyMap<string, Row> {
  return new Map([...rows].sort(([one], [other]) => compareKeys(one, other)));
}
