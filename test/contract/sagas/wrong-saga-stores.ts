import { AsyncLocalStorage } from 'node:async_hooks';
import { wrongChanges } from './wrong-changes.js';
import { blindToVersions, lookingThenWriting, storeWith, withRecord, writing } from './wrong-saga-store.js';
import { wrongHistories } from './wrong-histories.js';
import { wrongPrunings } from './wrong-prunings.js';
import { wrongSendings } from './wrong-sendings.js';

/** Each breaks one sentence of the port; with it the property of the contract and the test that must be red. */
export const wrongSagaStores = [
  ...wrongChanges,
  ...wrongSendings,
  [
    'deadlines',
    'one is due from its time on',
    'a store that waits until the time is over',
    storeWith((right) => ({ due: (sagas, now, limit) => right.due(sagas, new Date(now.getTime() - 1), limit) })),
  ],
  [
    'deadlines',
    'they come in the order in which they fell due',
    'a store that tells them instance by instance',
    storeWith((right) => ({
      due: async (...asked) => (await right.due(...asked)).toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    })),
  ],
  [
    'deadlines',
    'one that is set again is moved',
    'a store that keeps the first time',
    storeWith(
      writing((change, held) => ({
        ...change,
        deadlines: change.deadlines.filter(({ name }) => held?.deadlines.some((kept) => kept.name === name) !== true),
      })),
    ),
  ],
  [
    'deadlines',
    'one that is over is not due',
    'a store that forgets no deadline',
    storeWith(writing((change) => ({ ...change, over: [] }))),
  ],
  ['deadlines', 'those of versions that a process does not know', 'a store that is blind to versions', blindToVersions],
  [
    'deadlines',
    'those of one that is stuck wait',
    'a store that calls what is stuck',
    storeWith(writing((change) => withRecord(change, { failure: undefined }))),
  ],
  ['deadlines', 'of eight who take what is due', 'a store that looks, then writes', lookingThenWriting],
  [
    'idempotency keys',
    'what is begun under it afterwards is refused',
    'a store that only says that it is used up',
    storeWith(() => ({ spend: async () => true })),
  ],
  [
    'idempotency keys',
    'one under which something was done says so',
    'a store that does not say so',
    storeWith((right) => ({ spend: async (...asked) => (await right.spend(...asked), true) })),
  ],
  [
    'idempotency keys',
    'it stands and falls with the change',
    'a store that uses it up past the change',
    storeWith((right) => {
      const elsewhere = AsyncLocalStorage.snapshot();
      return { spend: (...asked) => elsewhere(() => right.spend(...asked)) };
    }),
  ],
  ...wrongHistories,
  ...wrongPrunings,
  [
    'operating',
    'a list tells instances whole, by key as bytes are ordered',
    'a store that orders by JavaScript',
    storeWith((right) => ({
      list: async ({ after, limit, ...page } = {}) => {
        const all = await right.list({ ...page, limit: 100_000 });
        const behind = all.filter(({ key }) => after === undefined || key > after.key);
        return behind.toSorted((a, b) => (a.key < b.key ? -1 : 1)).slice(0, limit);
      },
    })),
  ],
  [
    'operating',
    'a list can be of one status',
    'a store that knows nothing of stuck ones',
    storeWith((right) => ({ list: ({ stuck: _, ...page } = {}) => right.list(page) })),
  ],
  [
    'operating',
    'how many there are',
    'a store that counts stuck ones with the others',
    storeWith((right) => ({ counts: async () => (await right.counts()).map((count) => ({ ...count, stuck: false })) })),
  ],
  [
    'operating',
    'by default a list has a hundred',
    'a store that tells all',
    storeWith((right) => ({ list: (page = {}) => right.list({ limit: 1_000, ...page }) })),
  ],
  [
    'bad input',
    'an instance: version, given as in 0',
    'a store that refuses in silence',
    storeWith((right) => ({ change: (...asked) => right.change(...asked).catch(() => undefined as never) })),
  ],
] as const;
