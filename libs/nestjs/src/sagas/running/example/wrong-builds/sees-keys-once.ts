import type { SagaHistory } from '../../saga-history.js';

/** Does not know of the keys of an event under which it has come before. */
export function seesKeysOnce(history: SagaHistory): SagaHistory {
  const { saga } = history;
  const right = saga.routesOf.bind(saga);
  const seen = new Set<number>();
  saga.routesOf = (recorded) => {
    const { keys, correlationId } = right(recorded);
    const isAgain = seen.has(recorded.position);
    seen.add(recorded.position);
    return { keys: isAgain ? [] : keys, correlationId };
  };
  return history;
}
