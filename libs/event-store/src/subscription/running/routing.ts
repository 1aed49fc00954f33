import type { RecordedEvent } from '../../stream/recorded-event.js';
import { segmentOfKey } from '../key-segment.js';
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

/** Of which segment events are taken. */
export interface SegmentShare {
  readonly segment: number;
  readonly segments: number;
}

/**
 * Sorts a batch by keys: those of other segments are passed over, those that are parked wait, also behind one of the same
 * batch. The parts of a stored event that have a key in common wait together, as one.
 */
export function routed(
  events: readonly RecordedEvent[],
  consumer: Consumer,
  { segment, segments }: SegmentShare,
  parked: ParkedKeys,
): RoutedBatch {
  const deliveries: Delivery[] = [];
  const parkings: Parking[] = [];
  const unclear = new Set<string>();
  const waits = (key: string): boolean => parked.has(key) || unclear.has(key);
  const isOwn = (key: string): boolean => segments === 1 || segmentOfKey(key, segments) === segment;
  for (const parts of storedEvents(events)) {
    const { keys, failure } = keysIn(consumer, parts, waits);
    const waiting = new Map<string, RecordedEvent>();
    if (failure !== undefined) unclear.add((parts[0] as RecordedEvent).streamId);
    parts.forEach((recorded, place) => {
      const own = (keys[place] ?? []).filter(isOwn);
      const free = failure === undefined ? own.filter((key) => !waits(key)) : [];
      if (free.length > 0) deliveries.push({ recorded, keys: free });
      if (free.length === own.length) return;
      for (const key of own) if (!free.includes(key) && !waiting.has(key)) waiting.set(key, recorded);
    });
    for (const [key, recorded] of waiting)
      parkings.push(parkingOf(recorded, key, failure, failure === undefined ? 0 : 1));
  }
  return { position: events.at(-1)?.position ?? 0, deliveries, parkings };
}

/** A parked event, as it goes on record. */
export function parkingOf(
  { position, eventId, streamId, type }: RecordedEvent,
  key: string,
  failure: string | undefined,
  attempts: number,
): Parking {
  return { key, position, eventId, streamId, type, failure, attempts };
}

interface Keys {
  /** Of each part. */
  readonly keys: readonly (readonly string[])[];
  readonly failure?: string;
}

/** An event of unknown keys is parked under its stream; then the stream's later ones wait there too, as they may share them. */
function keysIn(consumer: Consumer, parts: readonly RecordedEvent[], waits: (key: string) => boolean): Keys {
  const [{ streamId }] = parts as readonly [RecordedEvent];
  try {
    const keys = parts.map((recorded) => keysOf(consumer, recorded));
    if (waits(streamId) && keys.some((own) => own.length > 0)) return { keys: [[streamId]] };
    return { keys };
  } catch (error) {
    return { keys: [[streamId]], failure: failureInWords(error) };
  }
}

/** The keys of an event, each once: the same one twice would be applied twice. Throws what stands in the way of telling them. */
function keysOf(consumer: Consumer, recorded: RecordedEvent): readonly string[] {
  // An event of another release throws that it is unknown, also where the key is told without it.
  refuseUnknown(recorded);
  const keys = consumer.keysOf(recorded);
  return keys.length > 1 ? [...new Set(keys)] : keys;
}
