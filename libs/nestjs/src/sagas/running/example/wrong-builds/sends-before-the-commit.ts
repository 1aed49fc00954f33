import type { EventStore, SagaStore } from '@daybook/event-store';
import type { CommandBus } from '@nestjs/cqrs';
import { DebitPurse } from '../purses.js';

/** Sends what was decided while it may still be taken back. */
export function sendsBeforeTheCommit(store: EventStore, bus: CommandBus): void {
  const { sagas } = store;
  const write: SagaStore['write'] = async (changes, manager) => {
    await sagas.write(changes, manager);
    for (const { payload, status } of changes.flatMap(({ steps }) => steps)) {
      const { purse, amount, transfer } = payload as unknown as DebitPurse;
      if (status === 'due') await bus.execute(new DebitPurse(purse, amount, transfer));
    }
  };
  const wrong = new Proxy(sagas, {
    get: (its, name) => {
      if (name === 'write') return write;
      const found: unknown = Reflect.get(its, name, its);
      return typeof found === 'function' ? (found.bind(its) as unknown) : found;
    },
  });
  Object.defineProperty(store, 'sagas', { value: wrong });
}
