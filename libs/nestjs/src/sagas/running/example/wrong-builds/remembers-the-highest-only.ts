import type { SagaStore } from '@daybook/event-store';

/** Does not keep what an instance had been told when its saga's history began. */
export function remembersTheHighestOnly(store: SagaStore): void {
  const write = store.write.bind(store);
  store.write = (changes, manager) =>
    write(
      changes.map(({ record: { toldBefore: _, ...record }, ...change }) => ({ ...change, record })),
      manager,
    );
}
