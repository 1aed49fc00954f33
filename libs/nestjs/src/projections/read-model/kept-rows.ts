import type { RowKeys } from './row-keys.js';
import type { Rows } from './rows.js';

/** Rows that can be gone through, and compared with what they should be. */
export interface KeptRows<Row extends object = object> extends Rows<Row>, RowKeys {
  /**
   * The row as it would come back after it was saved: with null for undefined, say.
   *
   * @throws what saving it throws
   */
  reloaded(row: Row): Row;
}
