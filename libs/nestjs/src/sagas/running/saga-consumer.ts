import type { Consumer, SagaChange } from '@daybook/event-store';
import { sagaSubscription } from '../saga-subscription.js';
import { type BatchSurroundings, SagaBatch } from './saga-batch.js';
import type { SagaHistory } from './saga-history.js';

/** What a saga's events are consumed with. */
export interface ConsumerSurroundings extends BatchSurroundings {
  /** What instances have decided is committed; the first of the deadlines that they have set falls due at this time. */
  committed(firstDue: Date | undefined): void;
}

/**
 * A saga as a durable reader of the log: what it decides from events is kept in the transaction of its checkpoint, and done
 * from there by others.
 */
export function sagaConsumer(history: SagaHistory, around: ConsumerSurroundings): Consumer {
  const { saga } = history;
  const { categories, segments, from, batchSize, retry, parking, unknownEvents } = saga.latest;
  // Also of batches that were not committed after all: then somebody looks once too often.
  let hasWritten = false;
  let hasToldHistory = false;
  let firstDue: Date | undefined;
  return {
    name: sagaSubscription(saga.name),
    kind: 'saga',
    types: saga.types,
    ...{ categories, segments, from, batchSize, retry, parking, unknownEvents },
    transactional: true,
    keysOf(recorded) {
      const { keys, correlationId } = saga.routesOf(recorded);
      return correlationId === undefined ? keys : [...keys, correlationId];
    },
    leased: () => history.leased(),
    async apply(deliveries, manager) {
      const changes = await new SagaBatch(saga, history, around).apply(deliveries, manager);
      hasWritten ||= changes.length > 0;
      hasToldHistory ||= deliveries.some(({ recorded }) => recorded.position <= history.effectsFrom);
      firstDue = earliest(changes, firstDue);
    },
    committed() {
      if (hasToldHistory) history.told();
      hasToldHistory = false;
      if (!hasWritten) return;
      const due = firstDue;
      [hasWritten, firstDue] = [false, undefined];
      around.committed(due);
    },
  };
}

function earliest(changes: readonly SagaChange[], known: Date | undefined): Date | undefined {
  let first = known;
  for (const { deadlines } of changes) {
    for (const { dueAt } of deadlines) if (first === undefined || dueAt < first) first = dueAt;
  }
  return first;
}
