import { readFileSync } from 'node:fs';
import type { DataSource } from 'typeorm';

const fill = readFileSync(new URL('../../fill/fill.sql', import.meta.url), 'utf8');
const perTurn = 10;
const group = 1_000;
const connections = 2;

/** Events in each stream of a filled log. */
export const eventsPerStream = 100;

/**
 * Fills a log with streams of 100 events, named `account-1`, `account-2` …, through the log's own append function, so
 * that triggers, indexes and positions are what they would be; autovacuum does what it does.
 *
 * @param progress told how many events there are, now and then
 */
export async function fillLog(dataSource: DataSource, events: number, progress: (filled: number) => void) {
  const streams = Math.ceil(events / eventsPerStream);
  let begun = 0;
  let filled = 0;
  const fillGroups = async (): Promise<void> => {
    while (begun < streams) {
      const first = begun + 1;
      const count = Math.min(group, streams - begun);
      begun += count;
      for (let version = 0; version < eventsPerStream; version += perTurn) {
        await dataSource.query(fill, [first, count, version]);
      }
      progress((filled += count * eventsPerStream));
    }
  };
  await Promise.all(Array.from({ length: connections }, fillGroups));
}
