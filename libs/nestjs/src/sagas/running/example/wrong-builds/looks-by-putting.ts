import type { SagaHistoryStore } from '@daybook/event-store';

/** Puts on record where effects begin, as it was known a moment ago, when it only looks. */
export function looksByPutting(history: SagaHistoryStore, effectsFrom: number): void {
  history.known = (reader) => history.outset(reader, effectsFrom);
}
