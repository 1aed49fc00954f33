import type { KeptRows } from '../read-model/kept-rows.js';
import type { RowKeys } from '../read-model/row-keys.js';

/**
 * The rows of a generation, of which so many are chosen at random, and as many of those that another one has: of rows that
 * are missing, a sample of those that are there tells nothing. A key that is chosen for both counts once.
 */
export function rowsBesides(rows: KeptRows, others: RowKeys): KeptRows {
  return {
    load: rows.load.bind(rows),
    save: rows.save.bind(rows),
    reloaded: rows.reloaded.bind(rows),
    keysAfter: rows.keysAfter.bind(rows),
    async sampleKeys(count, manager) {
      const own = await rows.sampleKeys(count, manager);
      return [...new Set([...own, ...(await others.sampleKeys(count, manager))])];
    },
  };
}
