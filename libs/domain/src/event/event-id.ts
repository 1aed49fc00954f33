import { newUuid } from '../value/uuid.js';

/** A new event id: a UUID version 7, greater than every one that this process made before. */
export function newEventId(): string {
  return newUuid();
}
