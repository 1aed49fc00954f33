import {
  type EventStore,
  EventStream,
  type PostgresEventStore,
  type ReadAllOptions,
  type RecordedEvent,
  type SubscribeOptions,
} from '@daybook/event-store';
import { setTimeout as sleep } from 'node:timers/promises';
import { restate } from './restate.js';
import type { WrongBuild } from './wrong-build.js';

type Page = readonly RecordedEvent[];
type Pages = AsyncGenerator<Page, void, undefined>;

const usualBatch = 500;
const pagesAtOnce = 10;
const pollMs = 50;

/**
 * Reads in transactions whose statements share a snapshot, a few pages in each, and asks for the locks before each page.
 * Who commits when the snapshot was taken already, and has gone when the locks are looked at, is in none of the two.
 */
export const oneSnapshot: WrongBuild = {
  name: 'one-snapshot',
  does: 'reads the events in the snapshot in which it has asked for the locks',
  breaks: ['poll-skip', 'unseen', 'wrong-fold', 'effect-missing'],
  store: (store) => {
    // It would refuse to do that.
    restate(store, 'safe_position', "current_setting('transaction_isolation')", "'read committed'");
    const postgres = store as PostgresEventStore;
    const readAll = store.readAll.bind(store);
    const some = (options: ReadAllOptions): Promise<readonly Page[]> =>
      postgres.transactions.run(async (manager) => allOf(readAll({ ...options, manager }).pages()), {
        isolation: 'REPEATABLE READ',
      });
    store.readAll = (options = {}) =>
      options.manager === undefined ? new EventStream(() => pages(some, options), options.signal) : readAll(options);
    store.subscribe = ({ from: _from, ...options } = {}) =>
      new EventStream(() => follow(store, options), options.signal);
  },
  under: [],
};

async function* pages(some: (options: ReadAllOptions) => Promise<readonly Page[]>, given: ReadAllOptions): Pages {
  let { afterPosition = 0, limit = Infinity } = given;
  const { batchSize = usualBatch } = given;
  while (limit > 0) {
    const asked = Math.min(limit, pagesAtOnce * batchSize);
    const read = await some({ ...given, afterPosition, limit: asked });
    yield* read;
    const count = read.reduce((sum, { length }) => sum + length, 0);
    if (count < asked) return;
    limit -= count;
    afterPosition = read.at(-1)?.at(-1)?.position ?? afterPosition;
  }
}

/** In the plainest way there is: reads to the end, and again a little later. */
async function* follow(store: EventStore, { signal, ...given }: Omit<SubscribeOptions, 'from'>): Pages {
  let { afterPosition = 0 } = given;
  while (signal?.aborted !== true) {
    for await (const page of store.readAll({ ...given, afterPosition }).pages()) {
      yield page;
      afterPosition = page.at(-1)?.position ?? afterPosition;
    }
    await sleep(pollMs);
  }
}

async function allOf(pages: Pages): Promise<readonly Page[]> {
  const all: Page[] = [];
  for await (const page of pages) all.push(page);
  return all;
}
