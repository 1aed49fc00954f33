import type { RecordedEvent } from '../../stream/recorded-event.js';
import { isInShare, ofItsKey, ofKeyOrStream } from '../key-share.js';
import type { ParkedReference } from '../parked-event.js';
import type { Thrown } from './apply-with-checkpoint.js';
import type { Consumer, Delivery } from './consumer.js';
import type { DeliverySurroundings } from './delivery-surroundings.js';
import { keysOf } from './routing.js';

/** What is to be done with a parked event by the code of today. Nothing, if it is for nobody any more. */
export interface RetryPlan {
  readonly deliveries: readonly Delivery[];
  /** Under these it waits from now on: keys of its own that have parked events, whose order is kept. */
  readonly behind: readonly string[];
  /** The same, where whoever reads these keys is to be asked for the retry: they were not its keys before. */
  readonly moved: readonly string[];
}

const nothing: RetryPlan = { deliveries: [], behind: [], moved: [] };

/**
 * Where an event waits for a key that it has today, it is applied for that one alone. Where its keys could not be told, it is
 * applied for those of its share. Where its keys are others today, what has an effect elsewhere has it for these; rows are
 * left as they are, since they may have it already, or later ones of the same key.
 *
 * @param parts what the stored event is today; none if an upcaster drops it
 */
export function retryPlan(
  { consumer, parked }: Pick<DeliverySurroundings, 'consumer' | 'parked'>,
  parts: readonly RecordedEvent[],
  { key, share = ofItsKey }: ParkedReference,
): RetryPlan | Thrown {
  try {
    const keys = parts.map((recorded) => keysToday(consumer, recorded));
    const all = [...new Set(keys.flat())];
    const deliveriesFor = (isMeant: (its: string) => boolean): readonly Delivery[] =>
      parts
        .map((recorded, place) => ({ recorded, keys: (keys[place] ?? []).filter(isMeant) }))
        .filter((delivery) => delivery.keys.length > 0);
    if (share !== ofItsKey && share !== ofKeyOrStream) {
      const meant = all.filter((its) => isInShare(its, share));
      const free = meant.filter((its) => !parked.has(its));
      const behind = meant.filter((its) => parked.has(its));
      return { deliveries: deliveriesFor((its) => free.includes(its)), behind, moved: [] };
    }
    if (all.includes(key)) return { ...nothing, deliveries: deliveriesFor((its) => its === key) };
    const wasUnclear = share === ofKeyOrStream && parts[0]?.streamId === key;
    if (all.length === 0 || wasUnclear || !consumer.transactional) return { ...nothing, moved: all };
    return { error: new Error(othersToday(key, all)) };
  } catch (error) {
    return { error };
  }
}

/** Throws that the event is unknown here: it waits on, for a release that knows it. */
function keysToday(consumer: Consumer, recorded: RecordedEvent): readonly string[] {
  const isWanted = consumer.types?.includes(recorded.type) !== false;
  return isWanted || recorded.isKnown === false ? keysOf(consumer, recorded) : [];
}

function othersToday(key: string, keys: readonly string[]): string {
  const today = keys.map((its) => JSON.stringify(its)).join(' and ');
  return (
    `its keys are ${today} today, and no longer ${JSON.stringify(key)}: nobody knows which of their rows have it already. ` +
    'Rebuild the rows under the new keys, or drop it'
  );
}
