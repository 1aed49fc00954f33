import { appendTo } from '../append/daybook-appender.js';
import type { Stream } from '../append/streams.js';
import { rounded } from '../report/figure.js';
import { median } from '../run/median.js';
import type { BenchServer } from '../server/bench-server.js';
import { type DaybookStore, openDaybook } from '../store/daybook-store.js';

/** How fast a store is that has just been made, on a server whose autovacuum never gathers statistics. */
export interface FreshStore {
  /** How many appends there are in the first part, and in each later one. */
  readonly appends: number;
  /** Of the first part, per second. */
  readonly rate: number;
  /** Of the later parts, per second. */
  readonly laterRate: number;
  /** What one of the first appends costs, in terms of a later one. */
  readonly ratioToLater: number;
}

const appends = 2_000;
const laterParts = 4;
const callers = 16;

/** Medians over several stores, each as fresh as the one before. */
export async function freshStores(server: BenchServer, stores: number): Promise<FreshStore> {
  await server.execute('ALTER SYSTEM SET autovacuum = off');
  await server.execute('SELECT pg_reload_conf()');
  const first: number[] = [];
  const later: number[] = [];
  for (let store = 0; store < stores; store++) {
    const daybook = await openDaybook(await server.database(`fresh_${store}`));
    first.push(await partRate(daybook, 0));
    for (let part = 1; part <= laterParts; part++) later.push(await partRate(daybook, part));
    await daybook.dataSource.destroy();
  }
  await server.execute('ALTER SYSTEM RESET autovacuum');
  await server.execute('SELECT pg_reload_conf()');
  const rate = median(first);
  const laterRate = median(later);
  return { appends, rate: rounded(rate), laterRate: rounded(laterRate), ratioToLater: rounded(laterRate / rate) };
}

/** One part, half of it to streams that are new and half to those once more; its rate. */
async function partRate({ store }: DaybookStore, part: number): Promise<number> {
  const append = appendTo(store);
  const streams = Array.from({ length: appends / 2 }, (_, index): Stream => {
    const key = part * appends + index;
    return { id: `account-${key}`, key, version: 0 };
  });
  const begun = performance.now();
  const call = async (caller: number): Promise<void> => {
    for (let index = caller; index < streams.length; index += callers) {
      const stream = streams[index] as Stream;
      await append(stream, caller);
      await append(stream, caller);
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, caller) => call(caller)));
  return (appends * 1000) / (performance.now() - begun);
}
