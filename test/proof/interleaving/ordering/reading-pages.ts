import type { ModelPool } from '../driver/model-pool.js';
import type { Program } from '../postgres/statement.js';
import type { Tables } from '../postgres/tables.js';
import { readLog } from '../programs/read-log.js';
import { safePosition } from '../programs/safe-position.js';
import type { Reader, Reading } from './reader.js';

type Page = readonly Tables['events'][];

export const pageSize = 2;

/** Reads page by page, as a program says. */
export function readingPages(pagesOf: (pool: ModelPool) => (after: number) => Program<Page>): Reading {
  return (pool): Reader => {
    const page = pagesOf(pool);
    return async function* (after) {
      for (let from = after; ;) {
        const events = await pool.ask(page(from));
        if (events.length === 0) return;
        yield events;
        from = events.at(-1)?.position ?? from;
      }
    };
  };
}

/** What the store does, in short: a tenth of the time, for many more interleavings. */
export const inShort = readingPages(
  () =>
    function* (after) {
      return yield* readLog(after, yield* safePosition(), pageSize);
    },
);
