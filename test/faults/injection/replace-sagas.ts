import type { EventStore, SagaStore } from '@daybook/event-store';

/** Puts other pieces in the place of some that a store of sagas has, before anything runs; again on top of that, if need be. */
export function replaceSagas(store: EventStore, pieces: (sagas: SagaStore) => Partial<SagaStore>): void {
  const { sagas } = store;
  const replaced = pieces(sagas);
  const value = new Proxy(sagas, {
    get: (its, name) => {
      const found: unknown = Reflect.get(name in replaced ? replaced : its, name);
      // Private fields are the store's own, not those of what stands before it.
      return typeof found === 'function' ? (found.bind(its) as unknown) : found;
    },
  });
  Object.defineProperty(store, 'sagas', { value, configurable: true });
}
