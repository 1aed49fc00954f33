import {
  type HeldSaga,
  type KnownSaga,
  MemoryEventStore,
  type SagaChange,
  type SagaHistoryStore,
  type SagaStore,
} from '@daybook/event-store';

type Otherwise = (right: SagaStore) => Partial<SagaStore>;

/** A store in memory that keeps its sagas otherwise than it should. */
export function storeWith(otherwise: Otherwise): typeof MemoryEventStore {
  return class extends MemoryEventStore {
    #wrong: SagaStore | undefined;

    override get sagas(): SagaStore {
      this.#wrong ??= changed(super.sagas, otherwise);
      return this.#wrong;
    }
  };
}

/** Keeps otherwise from where on effects count. */
export function historyWith(otherwise: (right: SagaHistoryStore) => Partial<SagaHistoryStore>): Otherwise {
  return (right) => ({ history: changed(right.history, otherwise) });
}

function changed<Store extends object>(right: Store, otherwise: (right: Store) => Partial<Store>): Store {
  const wrong = otherwise(right);
  return new Proxy(right, {
    get(_, name) {
      const deed: unknown = Reflect.get(wrong, name) ?? Reflect.get(right, name);
      return typeof deed === 'function' ? (deed.bind(right) as unknown) : deed;
    },
  });
}

/** Writes something else than what was decided on. */
export function writing(other: (change: SagaChange, held: HeldSaga | undefined) => SagaChange): Otherwise {
  return (right) => ({
    change: (address, work) =>
      right.change(address, async (held, manager) => {
        const { change, result } = await work(held, manager);
        return { change: change && other(change, held), result };
      }),
    write: (changes, manager) =>
      right.write(
        changes.map((change) => other(change, undefined)),
        manager,
      ),
  });
}

/** Looks at an instance without holding it. */
export async function glanced(
  right: SagaStore,
  address: Parameters<SagaStore['show']>[0],
): Promise<HeldSaga | undefined> {
  const shown = await right.show(address);
  const isOpen = (status: string) => ['declared', 'held', 'due'].includes(status);
  return shown && { ...shown, open: shown.steps.filter(({ status }) => isOpen(status)) };
}

/** Breaks more than one sentence. */
export const lookingThenWriting = storeWith((right) => ({
  change: async (address, work) => {
    const { change, result } = await work(await glanced(right, address), undefined);
    return right.change(address, async () => ({ change, result }));
  },
}));

const everyVersion = (sagas: readonly KnownSaga[]) => sagas.map(({ saga }) => ({ saga, versions: [1, 2, 3, 4] }));

/** Breaks more than one sentence. */
export const blindToVersions = storeWith((right) => ({
  claim: (wanted) => right.claim({ ...wanted, sagas: everyVersion(wanted.sagas) }),
  due: (sagas, now, limit) => right.due(everyVersion(sagas), now, limit),
}));

/** The same change of another instance, or of one in another state. */
export function withRecord(change: SagaChange, other: Partial<SagaChange['record']>): SagaChange {
  return { ...change, record: { ...change.record, ...other } };
}
