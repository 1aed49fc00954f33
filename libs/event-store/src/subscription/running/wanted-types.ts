import type { EventStore } from '../../stream/event-store.js';
import type { Consumer } from './consumer.js';

/** Which types a segment's owner asks the log for, and by which ones it is told that there is news. */
export interface WantedTypes {
  /** The consumer's, and those that other releases have put on record and this one does not know; undefined for all. */
  readonly types: readonly string[] | undefined;
  /** The types under which events of these may be stored; undefined for all. */
  readonly stored: readonly string[] | undefined;
}

/**
 * What a consumer wants in one release is not all that its subscription wants, while several releases run: an event that
 * takes the place of another, or comes beside it, is wanted too. It cannot be applied here, but it must not be passed.
 *
 * @param onRecord the subscription's types as they are on record; undefined for all, or if nobody says so
 */
export function wantedTypes(
  { types }: Pick<Consumer, 'types'>,
  { readable }: Pick<EventStore, 'readable'>,
  onRecord: readonly string[] | undefined,
): WantedTypes {
  if (types === undefined) return { types, stored: undefined };
  const known = new Set([...types, ...(readable?.types ?? onRecord ?? [])]);
  const all = [...types, ...(onRecord ?? []).filter((type) => !known.has(type))];
  return { types: all, stored: readable?.widened(all) ?? all };
}
