import type { Clock } from '@daybook/domain';
import type { DueDeadline, SagaStore } from '@daybook/event-store';
import { decideSaga } from '../deciding/decide-saga.js';
import type { SagaRegistry } from '../saga-registry.js';
import { readerOf } from '../saga-subscription.js';
import type { DeadlineOutcome } from './deadline-loop.js';
import type { SagaNotice } from './saga-notice.js';
import type { SettledChanges } from './settled-changes.js';

/** What deadlines are fired with. */
export interface FiringSurroundings {
  readonly store: Pick<SagaStore, 'change' | 'history'>;
  readonly sagas: Pick<SagaRegistry, 'find'>;
  readonly clock: Clock;
  readonly settled: SettledChanges;
  /** Something was committed. */
  fired(): void;
  notice(notice: SagaNotice): void;
}

/** Tells instances that a time has come: once, whoever else has the same in mind, and only if it still stands. */
export class SagaDeadlines {
  constructor(private readonly around: FiringSurroundings) {}

  /** @throws what the store throws */
  async fire(due: DueDeadline): Promise<DeadlineOutcome> {
    const { store, sagas, clock, settled } = this.around;
    const { saga: name, key } = due;
    const saga = sagas.find(name);
    if (saga === undefined) return 'passed';
    const fired = await store.change({ saga: name, key }, async (held, manager) => {
      const isKnown = held !== undefined && saga.definitionFor(held.record.version) !== undefined;
      // Whether it still stands is asked now that nobody else can change the instance.
      const holds = held?.open.some(({ status }) => status === 'held') === true;
      const historyWaits = holds && (await store.history.waiting(readerOf(name), [key], manager)).has(key);
      const decided = isKnown
        ? decideSaga({ saga, key, held }, { kind: 'deadline', deadline: due, historyWaits }, clock.now())
        : undefined;
      const change = decided && (await settled.settle(held, decided, manager));
      return { change, result: change?.record };
    });
    if (fired === undefined) return 'passed';
    const { failure } = fired;
    const doing = `the deadline "${due.name}"`;
    if (failure !== undefined) this.around.notice({ word: 'stuck', saga: name, key, doing, failure });
    this.around.fired();
    return 'fired';
  }
}
