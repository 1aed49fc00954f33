import { described } from '../../stream/described.js';
import type { RecordedEvent } from '../../stream/recorded-event.js';

/**
 * What becomes of an event that this release cannot read, because its type, or that version of it, is one of another release.
 * It is never passed over:
 *
 * - `wait`: the segment is left to a process that can read it; while there is none, it stands still before the event
 * - `park`: the event is parked, with the later ones of its stream, and the others flow
 * - `stop`: the subscription stops, until an operator resumes it
 */
export type UnknownEventsPolicy = 'wait' | 'park' | 'stop';

/** All of them. */
export const unknownEventsPolicies: readonly UnknownEventsPolicy[] = ['wait', 'park', 'stop'];

/** Whether an event is one that only another release can read. */
export function isUnknown({ isKnown }: RecordedEvent): boolean {
  return isKnown === false;
}

/** Throws for such an event that it is unknown, as it does itself when it is asked for its content. */
export function refuseUnknown(recorded: RecordedEvent): void {
  if (isUnknown(recorded)) Reflect.get(recorded, 'event');
}

/** Why a subscription stops before such an event. */
export function unknownInWords({ type, schemaVersion, position, streamId }: RecordedEvent): string {
  return `${described(type)} in version ${schemaVersion} at position ${position} of ${described(streamId)} is of another release`;
}
