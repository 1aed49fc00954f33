import type { Clock } from '@daybook/domain';
import type { EventStore, SagaOutset } from '@daybook/event-store';
import { decideSaga } from '../deciding/decide-saga.js';
import type { RegisteredSaga } from '../registered-saga.js';
import { readerOf } from '../saga-subscription.js';

/** What has become of the steps that were held back. */
export interface Release {
  /** How many instances have let theirs go. */
  readonly instances: number;
  /** Whether others keep theirs, because events of history are parked for them. */
  readonly isWaiting: boolean;
}

const atATime = 500;

/** What the instances of a saga hold back when history is over. */
export class HeldSteps {
  constructor(
    private readonly saga: RegisteredSaga,
    private readonly around: { readonly store: Pick<EventStore, 'sagas'>; readonly clock: Clock },
  ) {}

  /** Sends them or gives them up, as the class says: those of each instance that has been told all of its history. */
  async release(outset: SagaOutset): Promise<Release> {
    const { name } = this.saga;
    const { history } = this.around.store.sagas;
    let [instances, isWaiting] = [0, false];
    for (let after: string | undefined; ;) {
      const keys = await history.holding(name, after, atATime);
      // Asked after these were found: what comes to be parked no more is told, and written, before.
      const waiting = await history.waiting(readerOf(name), keys, undefined);
      for (const key of keys) {
        if (waiting.has(key)) isWaiting = true;
        else if (await this.#releaseOf(key, outset)) instances++;
      }
      if (keys.length < atATime) return { instances, isWaiting };
      after = keys.at(-1);
    }
  }

  async #releaseOf(key: string, outset: SagaOutset): Promise<boolean> {
    const { saga, around } = this;
    const { sagas } = around.store;
    return sagas.change({ saga: saga.name, key }, async (held, manager) => {
      // Where the log is read once more meanwhile, from which on effects count is another place.
      const known = await sagas.history.known(readerOf(saga.name), manager);
      if (held === undefined || known?.id !== outset.id) return { change: undefined, result: false };
      const input = { kind: 'caught-up', effects: saga.latest.effects } as const;
      const change = decideSaga({ saga, key, held }, input, around.clock.now());
      return { change, result: change !== undefined };
    });
  }
}
