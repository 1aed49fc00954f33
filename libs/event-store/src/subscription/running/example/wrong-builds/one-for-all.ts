import { routed as right } from '../../routing.js';
import { segmentOfKey } from '../../../key-segment.js';
import { segmentOfShare } from '../../../key-share.js';

/** Leaves an event of unclear keys, and what follows it, to the segment to which its stream falls. */
export const routed: typeof right = (events, consumer, own, parked) => {
  const batch = right(events, consumer, own, parked);
  const parkings = batch.parkings.filter(
    ({ streamId, share = '' }) =>
      segmentOfShare(share) === undefined || segmentOfKey(streamId, own.segments) === own.segment,
  );
  return { ...batch, parkings };
};
