import { ofItsKey } from '../../subscription/key-share.js';
import type { ParkedReference, Parking } from '../../subscription/parked-event.js';
import type { Progress } from '../../subscription/progress.js';
import type { Lease } from '../../subscription/segment.js';
import { storedText } from './stored-text.js';

/** The parameters of `sql/queries/advance_segment.sql`. */
export function progressValues(lease: Lease, { position, parked = [], unparked = [] }: Progress): readonly unknown[] {
  const { subscription, segment, owner, epoch, position: checkpoint } = lease;
  const parkings = parked.length === 0 ? null : JSON.stringify(parked.map(parkingOf));
  const references = unparked.length === 0 ? null : JSON.stringify(unparked.map(referenceOf));
  return [subscription, segment, owner, epoch, checkpoint, position, parkings, references];
}

function parkingOf(parking: Parking): object {
  const { eventId, streamId, type, failure, attempts } = parking;
  return { ...referenceOf(parking), eventId, streamId, type, failure: storedText(failure), attempts };
}

function referenceOf({ key, share = ofItsKey, position }: ParkedReference): object {
  return { key, share, position };
}
