import type { EntityManager } from '../stream/transaction.js';

/** Keeps others from the keys of inline projections. */
export interface InlineKeys {
  /**
   * Until the manager's transaction ends, nobody else folds events of these keys inline, and the projection is not handed
   * over to another generation. Straight on the connection: inline work has it to itself.
   *
   * @returns the generation that appends write themselves; undefined while a subscription does that for them
   */
  lock(
    projection: { readonly name: string; readonly version: number },
    keys: readonly string[],
    manager: EntityManager,
  ): Promise<number | undefined>;
}
