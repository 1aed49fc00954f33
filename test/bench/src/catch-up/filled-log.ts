import pg from 'pg';
import { eventsPerStream, fillLog } from '../growth/fill-log.js';
import { figure } from '../report/figure.js';
import { type DaybookStore, openDaybook } from '../store/daybook-store.js';

/** How the log was filled. */
export const fillConfiguration = `streams of ${eventsPerStream} events, test/bench/fill/fill.sql; then VACUUM ANALYZE and CHECKPOINT`;

/** A store on a log of so many events, at rest. */
export async function filledLog(url: string, events: number, print: (line: string) => void): Promise<DaybookStore> {
  const daybook = await openDaybook(url);
  const began = performance.now();
  await fillLog(daybook.dataSource, events, () => undefined);
  // So that the floor has the best plan that there is, and nobody the writing-out of the fill behind it.
  await settle(url);
  print(`${figure(events)} events after ${figure((performance.now() - began) / 1_000)} s\n`);
  return daybook;
}

/** Lets the server do now what it would do in the middle of a round. */
export async function settle(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('VACUUM ANALYZE');
  await client.query('CHECKPOINT');
  await client.end();
}
