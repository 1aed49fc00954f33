import type { SagaHistoryStore } from '@daybook/event-store';

/** Says that a saga has caught up with whatever history is on record by then. */
export function endsAnyHistory(history: SagaHistoryStore): void {
  const caughtUp = history.caughtUp.bind(history);
  history.caughtUp = async (reader, outset) => caughtUp(reader, (await history.known(reader, undefined)) ?? outset);
}
