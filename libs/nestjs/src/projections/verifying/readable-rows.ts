import { isDaybookError } from '@daybook/domain';
import type { EntityManager } from '@daybook/event-store';
import type { Rows } from '../read-model/rows.js';
import { failureInWords } from './failure-in-words.js';

/** Rows, and what is wrong with those that cannot be read. */
export interface ReadableRows<Row> {
  readonly rows: ReadonlyMap<string, Row>;
  readonly unreadable: ReadonlyMap<string, string>;
}

/** Loads rows, some of which may hold what no projection writes: those are found by halving. */
export async function readableRows<Row extends object>(
  rows: Rows<Row>,
  keys: readonly string[],
  manager: EntityManager | undefined,
): Promise<ReadableRows<Row>> {
  try {
    return { rows: await rows.load(keys, manager), unreadable: new Map() };
  } catch (error) {
    if (!isDaybookError(error) || !error.code.startsWith('row-')) throw error;
    const [only = ''] = keys;
    if (keys.length < 2) return { rows: new Map(), unreadable: new Map([[only, failureInWords(error)]]) };
    const middle = Math.ceil(keys.length / 2);
    const lower = await readableRows(rows, keys.slice(0, middle), manager);
    const upper = await readableRows(rows, keys.slice(middle), manager);
    return {
      rows: new Map([...lower.rows, ...upper.rows]),
      unreadable: new Map([...lower.unreadable, ...upper.unreadable]),
    };
  }
}
