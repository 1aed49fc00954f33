import { storeWith } from './wrong-saga-store.js';

/** Each breaks one sentence of the port; with it the property of the contract and the test that must be red. */
export const wrongPrunings = [
  [
    'pruning',
    'those are forgotten that have come to their end',
    'a store that forgets what has just changed',
    storeWith((right) => ({
      prune: (reader, finished) => right.prune(reader, { ...finished, before: new Date('2100-01-01') }),
    })),
  ],
  [
    'pruning',
    'none is forgotten that can still do something, is stuck',
    'a store that forgets who is stuck',
    storeWith((right) => ({
      prune: async (reader, finished) => {
        for (const address of await right.list({ saga: reader.saga, stuck: true })) {
          await right.change(address, async (held) => {
            const record = held && { ...held.record, failure: undefined, stuckAt: undefined };
            return { change: record && { record, steps: [], moved: [], deadlines: [], over: [] }, result: undefined };
          });
        }
        return right.prune(reader, finished);
      },
    })),
  ],
  [
    'pruning',
    'none is forgotten for which events are parked',
    'a store that does not ask what is parked',
    storeWith((right) => ({
      prune: (reader, finished) => right.prune({ ...reader, subscription: 'another' }, finished),
    })),
  ],
  [
    'pruning',
    'so many at most are forgotten at a time',
    'a store that forgets all at once',
    storeWith((right) => ({ prune: (reader, finished) => right.prune(reader, { ...finished, limit: 1_000 }) })),
  ],
  [
    'pruning',
    'that there was one is not forgotten',
    'a store that forgets keys as well',
    storeWith(() => ({ pruned: async () => new Set<string>() })),
  ],
] as const;
