import type { SagaChange } from '@daybook/event-store';
import { glanced, lookingThenWriting, storeWith, withRecord, writing } from './wrong-saga-store.js';

/** As a `jsonb` does. */
function ordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(ordered);
  const names = Object.keys(value).sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  return Object.fromEntries(names.map((name) => [name, ordered((value as Record<string, unknown>)[name])]));
}

function folded<A extends { readonly key: string }>(address: A): A {
  return { ...address, key: address.key.toLowerCase() };
}

const toTheSecond = (date: Date) => new Date(Math.floor(date.getTime() / 1_000) * 1_000);

/** Each breaks one sentence of the port; with it the property of the contract and the test that must be red. */
export const wrongChanges = [
  [
    'keeping',
    'a state and a payload keep the order of its fields',
    'a store that orders them',
    storeWith(
      writing((change) => withRecord(change, { state: ordered(change.record.state) as SagaChange['record']['state'] })),
    ),
  ],
  [
    'keeping',
    'an instance, its steps and its deadlines come back whole',
    'a store that forgets what it had been told before',
    storeWith(writing((change) => withRecord(change, { toldBefore: undefined }))),
  ],
  [
    'keeping',
    'an instance, its steps and its deadlines come back whole',
    'a store that keeps seconds',
    storeWith(writing((change) => withRecord(change, { changedAt: toTheSecond(change.record.changedAt) }))),
  ],
  [
    'keeping',
    'the instance of the key "A" is no other one',
    'a store that folds case',
    storeWith((right) => ({
      change: (address, work) =>
        right.change(folded(address), async (held, manager) => {
          const { change, result } = await work(held, manager);
          return { change: change && { ...change, record: folded(change.record) }, result };
        }),
      show: (address) => right.show(folded(address)),
    })),
  ],
  [
    'keeping',
    'what is changed after it was written, or after it was read',
    'a store that hands out what it keeps',
    storeWith((right) => {
      const shown = new Map<string, ReturnType<typeof right.show>>();
      return {
        show: async (address) => {
          const answer = shown.get(address.key) ?? right.show(address);
          shown.set(address.key, answer);
          return answer;
        },
      };
    }),
  ],
  ['changing', 'each of many at once sees', 'a store that looks, then writes', lookingThenWriting],
  ['changing', 'of many who begin it at once', 'a store that looks, then writes', lookingThenWriting],
  [
    'changing',
    'when the work fails nothing is written',
    'a store that writes before the work is done',
    storeWith((right) => ({
      change: async (address, work) => {
        await right.change(address, async (held) => {
          const record = held && { ...held.record, changedAt: new Date() };
          const change = record && { record, steps: [], moved: [], deadlines: [], over: [] };
          return { change, result: undefined };
        });
        return right.change(address, work);
      },
    })),
  ],
  [
    'changing',
    'what cannot be written is refused',
    'a store that leaves out what it cannot do',
    storeWith(writing((change, held) => ({ ...change, moved: held === undefined ? change.moved : [] }))),
  ],
  [
    'changing',
    'a change of another instance',
    'a store that writes whatever it is given',
    storeWith((right) => ({
      change: (address, work) =>
        right.change(address, async (held, manager) => {
          const { change, result } = await work(held, manager);
          if (change === undefined || change.record.key === address.key) return { change, result };
          await right.change(change.record, async () => ({ change, result }));
          return { change: undefined, result };
        }),
    })),
  ],
  [
    'transactions',
    'many who hold several',
    'a store that holds nobody',
    storeWith((right) => ({
      held: async (addresses) => {
        const found = await Promise.all(addresses.map((address) => glanced(right, address)));
        return found.filter((one) => one !== undefined);
      },
      write: async (changes) => {
        for (const change of changes) await right.change(change.record, async () => ({ change, result: undefined }));
      },
    })),
  ],
  [
    'transactions',
    'one that is not held is not written over',
    'a store that writes over what nobody holds',
    storeWith((right) => ({
      write: async (changes) => {
        for (const change of changes) await right.change(change.record, async () => ({ change, result: undefined }));
      },
    })),
  ],
  [
    'transactions',
    'one that is ended is concerned: false',
    'a store that never forgets a conversation',
    storeWith((right) => ({
      correlated: async (saga, ids) => {
        const all = await right.list({ saga, limit: 1_000 });
        return all.filter(({ correlationId }) => ids.includes(correlationId));
      },
    })),
  ],
] as const;
