import type { EntityManager } from '@daybook/event-store';

/** The rows of one generation of a read model, by key. */
export interface Rows<Row extends object = object> {
  /** Those of the keys that have one, loaded in one statement; each the caller's own. */
  load(keys: readonly string[], manager: EntityManager | undefined): Promise<ReadonlyMap<string, Row>>;

  /** Writes rows in one statement, and deletes those that are null in another. */
  save(rows: ReadonlyMap<string, Row | null>, manager: EntityManager | undefined): Promise<void>;
}
