import type { Clock } from '@daybook/domain';
import type { EventStore } from '@daybook/event-store';
import { readerOf, sagaSubscription } from '../saga-subscription.js';
import { InvalidSagaAge } from './invalid-saga-age.error.js';
import { type OperatorsWord, recordedWord } from './operators-word.js';
import type { SagaPaused, SagasPruned } from './saga-report.js';
import type { SagasOnRecord } from './sagas-on-record.js';

/** So many instances are forgotten in one transaction, so that nobody waits for it. */
const atATime = 500;
const anHour = 60 * 60 * 1_000;

/** What operators do with a saga as a whole. */
export class WholeSagas {
  constructor(
    private readonly parts: { readonly store: Pick<EventStore, 'sagas' | 'subscriptions'>; readonly clock: Clock },
    private readonly onRecord: SagasOnRecord,
  ) {}

  /** Throws NoSuchSaga, InvalidSagaReason. */
  async pause(saga: string, why: OperatorsWord): Promise<SagaPaused> {
    const word = recordedWord(why);
    const [known] = await this.onRecord.overview(saga);
    const isPaused = await this.parts.store.subscriptions.pause(sagaSubscription(saga), word);
    return { saga, isOnRecord: isPaused && known !== undefined };
  }

  /** Throws NoSuchSaga. */
  async resume(saga: string): Promise<SagaPaused> {
    await this.onRecord.overview(saga);
    return { saga, isOnRecord: await this.parts.store.subscriptions.resume(sagaSubscription(saga)) };
  }

  /** Throws NoSuchSaga, InvalidSagaAge. */
  async prune(olderThanMs: number, saga?: string): Promise<SagasPruned> {
    if (!(olderThanMs >= anHour)) throw new InvalidSagaAge(olderThanMs);
    const before = new Date(this.parts.clock.now().getTime() - olderThanMs);
    const pruned: { saga: string; instances: number }[] = [];
    for (const { saga: name } of await this.onRecord.overview(saga)) {
      pruned.push({ saga: name, instances: await this.#pruneAll(name, before) });
    }
    return { before, sagas: pruned };
  }

  async #pruneAll(saga: string, before: Date): Promise<number> {
    for (let all = 0; ;) {
      const instances = await this.parts.store.sagas.prune(readerOf(saga), { before, limit: atATime });
      all += instances;
      if (instances < atATime) return all;
    }
  }
}
