import { type EventStore, type Incarnation, isAwaited } from '@daybook/event-store';

/** A history of the log, and whether those wait for an operator who keep positions elsewhere. */
export interface IncarnationView extends Incarnation {
  readonly isAwaited: boolean;
}

/**
 * The histories that the log has come through, the first one first and the present one last.
 *
 * @throws StoreUnavailable
 */
export async function incarnationsOfStore(store: EventStore): Promise<readonly IncarnationView[]> {
  const incarnations = await store.incarnations.list();
  return incarnations.map((incarnation) => ({ ...incarnation, isAwaited: isAwaited(incarnation) }));
}
