import type { SagaHistory } from '../../saga-history.js';

/** Is not told of what was decided from history while it looked, or after. */
export function looksOnce(history: SagaHistory): SagaHistory {
  return Object.defineProperty(history, 'told', { value: () => undefined });
}
