import {
  type Consumer,
  type Delivery,
  eventMetadataOf,
  type EventStore,
  type RecordedEvent,
} from '@daybook/event-store';
import type { EntityManager } from 'typeorm';
import { headReaching } from '../asking/head-reaching.js';
import type { ProjectionDefinition } from '../projection-definition.js';
import { withForeignTypes } from '../asking/with-foreign-types.js';
import { NotLevel } from './not-level.error.js';
import type { StandingAt } from './standing-at.js';

/** What is brought level, and with what. */
export interface LevellingParts {
  readonly store: EventStore;
  readonly definition: ProjectionDefinition;
  /** Writes the generation that was made in rehearsal. */
  readonly consumer: Consumer;
  readonly rehearsed: StandingAt;
  readonly read: StandingAt;
  readonly signal: AbortSignal;
}

const heldBackMs = 60_000;

/**
 * Applies to what was made in rehearsal what the rows that are read have on top of it, through a transaction that nobody
 * commits: so the two are at one position in the log, key by key, and nobody who reads or writes has waited for that.
 *
 * @throws NotLevel what is read has not come as far
 * @throws UnknownEventType an event on the way is one that only another release can read
 */
export async function bringLevel(parts: LevellingParts, manager: EntityManager): Promise<void> {
  const { store, definition, consumer, rehearsed, read, signal } = parts;
  const { name, categories } = definition;
  const { types } = await withForeignTypes(store, definition);
  const to = Math.max(read.to, rehearsed.to);
  const head = await headReaching(store, to, heldBackMs, signal);
  if (head < to) throw new NotLevel(name, `an open append holds position ${to} back`);
  const after = Math.min(read.position, rehearsed.position);
  const reading = { types, afterPosition: after, toPosition: to, batchSize: definition.batchSize, signal };
  for await (const page of store.readAll({ ...reading, ...(categories && { categories }) }).pages()) {
    const deliveries: Delivery[] = [];
    for (const recorded of page) {
      const keys = keysIn(definition, recorded).filter((key) => !rehearsed.parked.has(key));
      const isMissing = (key: string): boolean => read.counts(recorded, key) && !rehearsed.counts(recorded, key);
      const isAhead = (key: string): boolean => rehearsed.counts(recorded, key) && !reaches(read, recorded, key);
      if (keys.some(isAhead))
        throw new NotLevel(name, `it lacks position ${recorded.position}, which was applied to it`);
      const missing = keys.filter(isMissing);
      if (missing.length > 0) deliveries.push({ recorded, keys: missing });
    }
    if (deliveries.length > 0) await consumer.apply(deliveries, manager, signal);
  }
}

/** Whether it has come by an event, which may have been left out. */
function reaches(read: StandingAt, recorded: RecordedEvent, key: string): boolean {
  return (
    recorded.position <= read.position || read.counts(recorded, key) || read.dropped.has(key) || read.parked.has(key)
  );
}

/** None for an event that no handler could be given. @throws UnknownEventType it is of another release */
function keysIn(definition: ProjectionDefinition, recorded: RecordedEvent): readonly string[] {
  try {
    return definition.keysOf(recorded.event, eventMetadataOf(recorded));
  } catch (error) {
    if (recorded.isKnown === false) throw error;
    return [];
  }
}
