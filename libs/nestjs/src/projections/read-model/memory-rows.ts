import { copyOf } from './copy-of.js';
import { compareKeys } from './key-order.js';
import type { KeptRows } from './kept-rows.js';

/**
 * The rows of a read model in the process's memory, for the store in memory. What is loaded and saved are copies of the
 * rows' own classes, so that nobody changes a row otherwise than by saving it. A save is made at once and as a whole.
 *
 * It keeps values as they are: a database may return another type, or null for what was undefined.
 */
export class MemoryRows<Row extends object = object> implements KeptRows<Row> {
  readonly #rows = new Map<string, Row>();

  async load(keys: readonly string[]): Promise<ReadonlyMap<string, Row>> {
    const loaded = new Map<string, Row>();
    for (const key of keys) {
      const row = this.#rows.get(key);
      if (row !== undefined) loaded.set(key, copyOf(row));
    }
    return loaded;
  }

  async save(rows: ReadonlyMap<string, Row | null>): Promise<void> {
    // All copies first: what cannot be copied must leave nothing half saved.
    const copies = Array.from(rows, ([key, row]) => [key, row && copyOf(row)] as const);
    for (const [key, row] of copies) {
      if (row === null) this.#rows.delete(key);
      else this.#rows.set(key, row);
    }
  }

  async keysAfter(key: string | undefined, atMost: number): Promise<readonly string[]> {
    const behind = [...this.#rows.keys()].filter((other) => key === undefined || compareKeys(other, key) > 0);
    return behind.sort(compareKeys).slice(0, atMost);
  }

  async sampleKeys(count: number): Promise<readonly string[]> {
    const keys = [...this.#rows.keys()];
    // The first steps of Fisher and Yates's shuffle.
    for (let i = 0; i < Math.min(count, keys.length); i++) {
      const j = i + Math.floor(Math.random() * (keys.length - i));
      [keys[i], keys[j]] = [keys[j] as string, keys[i] as string];
    }
    return keys.slice(0, count);
  }

  reloaded(row: Row): Row {
    return copyOf(row);
  }
}
