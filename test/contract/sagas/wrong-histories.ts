import { historyWith, storeWith } from './wrong-saga-store.js';

/** Each breaks one sentence of the port about history. */
export const wrongHistories = [
  [
    'history',
    'where effects begin is what was said first',
    'a store that believes the last one',
    storeWith(
      historyWith(() => ({ outset: async (_reader, effectsFrom) => ({ id: '1', effectsFrom, hasCaughtUp: false }) })),
    ),
  ],
  [
    'history',
    'that is forgotten with the subscription',
    'a store whose outsets outlive their readers',
    storeWith(
      historyWith((right) => {
        const first = new Map<string, ReturnType<typeof right.outset>>();
        return {
          outset: (reader, effectsFrom) => {
            const known = first.get(reader.saga) ?? right.outset(reader, effectsFrom);
            first.set(reader.saga, known);
            return known;
          },
        };
      }),
    ),
  ],
  [
    'history',
    'that one has come there is kept',
    'a store that does not keep it',
    storeWith(historyWith(() => ({ caughtUp: async () => true }))),
  ],
  [
    'history',
    'who has come to where effects began before says nothing of where they begin now',
    'a store that takes whatever is on record for what is meant',
    storeWith(
      historyWith((right) => ({
        caughtUp: async (reader, outset) => {
          const known = await right.known(reader, undefined);
          return right.caughtUp(reader, known ?? outset);
        },
      })),
    ),
  ],
  [
    'history',
    'to look where they begin puts nothing on record',
    'a store that puts it on record with a look',
    storeWith(historyWith((right) => ({ known: (reader) => right.outset(reader, 7).catch(() => undefined) }))),
  ],
  [
    'history',
    'which instances hold steps back is told page by page',
    'a store that begins each page anew',
    storeWith(historyWith((right) => ({ holding: (saga, _after, limit) => right.holding(saga, undefined, limit) }))),
  ],
  [
    'history',
    'instances wait for events of history that are parked',
    'a store that lets nobody wait',
    storeWith(historyWith(() => ({ waiting: async () => new Set() }))),
  ],
] as const;
