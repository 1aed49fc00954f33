import { LogWentBack } from './log-went-back.error.js';
import { tokenText } from './log-token.js';
import type { PlaceAt } from './place-of-token.js';

/** An event that was read, as far as a token needs it. */
export interface ReadEvent {
  readonly position: number;
  readonly eventId: string;
}

/**
 * A token of the place behind an event, in the history in which it is there: what was read before a fail-over, and is asked
 * for after it, gets none.
 *
 * @throws LogWentBack
 */
export async function tellToken(after: ReadEvent, placeAt: PlaceAt): Promise<string> {
  const { incarnations, event } = await placeAt(after.position);
  if (event?.position !== after.position || event.eventId !== after.eventId) {
    throw new LogWentBack(after.position, undefined, event?.position ?? 0);
  }
  return tokenText({ lineage: incarnations, event });
}

/** A token of the place behind the last event at or below a position. */
export async function tellTokenAt(position: number, placeAt: PlaceAt): Promise<string> {
  const { incarnations, event } = await placeAt(position);
  return tokenText({ lineage: incarnations, event });
}
