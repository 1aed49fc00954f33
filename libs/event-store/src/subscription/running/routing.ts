import type { RecordedEvent } from '../../stream/recorded-event.js';
import { segmentOfKey } from '../key-segment.js';
import { isInShare, ofItsKey, ofKeyOrStream, type SegmentShare } from '../key-share.js';
import type { Parking } from '../parked-event.js';
import type { Consumer, Delivery } from './consumer.js';
import { failureInWords } from './failure-in-words.js';
import type { ParkedKeys } from './parked-keys.js';
import { storedEvents } from './stored-events.js';
import { refuseUnknown } from './unknown-events.js';

/** What of a batch is to be applied, and what waits. */
export interface RoutedBatch {
  /** Of the last event, whomever it is for: where the checkpoint is when all of this is done. */
  readonly position: number;
  readonly deliveries: readonly Delivery[];
  /** Those that wait behind parked ones of their keys, and those of which the consumer could not tell the keys. */
  readonly parkings: readonly Parking[];
}

/**
 * Sorts a batch by keys: those of other segments are passed over, those that are parked wait, also behind one of the same
 * batch. The parts of a stored event that have a key in common wait together, as one.
 *
 * An event of unclear keys may be for any segment: each parks it for those keys that may be its own, and with it what follows
 * in the stream. So none has to know what the others have met, or have made good since.
 */
export function routed(
  events: readonly RecordedEvent[],
  consumer: Consumer,
  own: SegmentShare,
  parked: ParkedKeys,
): RoutedBatch {
  const deliveries: Delivery[] = [];
  const parkings: Parking[] = [];
  const unclear = new Map<string, readonly string[]>();
  const isOwn = (key: string): boolean => own.segments === 1 || segmentOfKey(key, own.segments) === own.segment;
  for (const parts of storedEvents(events)) {
    const [first] = parts as readonly [RecordedEvent];
    const { streamId } = first;
    const { keys, failure } = keysIn(consumer, parts);
    const isForSomebody = failure !== undefined || keys.some((its) => its.length > 0);
    if (!isForSomebody) continue;
    if (parked.isKeyOrStream(streamId)) {
      if (isOwn(streamId)) parkings.push(parkingOf(first, { key: streamId, share: ofKeyOrStream }, failure));
      continue;
    }
    if (failure !== undefined) unclear.set(streamId, parked.allSharesOf(streamId, own));
    const shares = unclear.get(streamId) ?? parked.sharesOf(streamId, own);
    for (const share of shares) parkings.push(parkingOf(first, { key: streamId, share }, failure));
    const waiting = new Map<string, RecordedEvent>();
    parts.forEach((recorded, place) => {
      const clear = (keys[place] ?? []).filter((key) => isOwn(key) && !shares.some((share) => isInShare(key, share)));
      const free = clear.filter((key) => !parked.has(key));
      if (free.length > 0) deliveries.push({ recorded, keys: free });
      for (const key of clear) if (!free.includes(key) && !waiting.has(key)) waiting.set(key, recorded);
    });
    for (const [key, recorded] of waiting) {
      parkings.push(parkingOf(recorded, { key, share: parked.isKeyOrStream(key) ? ofKeyOrStream : ofItsKey }));
    }
  }
  return { position: events.at(-1)?.position ?? 0, deliveries, parkings };
}

/** A parked event, as it goes on record. */
export function parkingOf(
  { position, eventId, streamId, type }: RecordedEvent,
  { key, share }: Pick<Parking, 'key' | 'share'>,
  failure?: string,
  attempts = failure === undefined ? 0 : 1,
): Parking {
  return { key, share, position, eventId, streamId, type, failure, attempts };
}

interface Keys {
  /** Of each part; of none if they could not be told. */
  readonly keys: readonly (readonly string[])[];
  readonly failure?: string;
}

function keysIn(consumer: Consumer, parts: readonly RecordedEvent[]): Keys {
  try {
    return { keys: parts.map((recorded) => keysOf(consumer, recorded)) };
  } catch (error) {
    return { keys: [], failure: failureInWords(error) };
  }
}

/** The keys of an event, each once: the same one twice would be applied twice. Throws what stands in the way of telling them. */
export function keysOf(consumer: Consumer, recorded: RecordedEvent): readonly string[] {
  // An event of another release throws that it is unknown, also where the key is told without it.
  refuseUnknown(recorded);
  const keys = consumer.keysOf(recorded);
  return keys.length > 1 ? [...new Set(keys)] : keys;
}
