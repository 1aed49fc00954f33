import type { EventStore } from '@daybook/event-store';
import { categoryOf } from '@daybook/event-store';
import type { AggregateRegistry, PointInTime } from '@daybook/nestjs';
import { StreamNotFound } from '../stream-not-found.error.js';
import { copiesOf } from './shown-copy.js';
import { foldedState } from './folded-state.js';
import type { ShownEvent, StreamView } from './stream-view.js';

/** Which part of a stream, as of when. */
export interface ShowOptions {
  /** Default: as it is now. */
  readonly at?: PointInTime | undefined;
  /** The first version to show. Default 1. */
  readonly from?: number | undefined;
  /** At most so many events. Default 100. */
  readonly limit?: number | undefined;
}

const defaultLimit = 100;

/**
 * What has happened in a stream, and what it has made of the aggregate.
 *
 * @throws StreamNotFound there is no such stream, or was none by then
 */
export async function showStream(
  store: EventStore,
  aggregates: AggregateRegistry,
  streamId: string,
  { at, from = 1, limit = defaultLimit }: ShowOptions = {},
): Promise<StreamView> {
  const { version: toVersion, recordedBy, occurredBy } = at ?? {};
  const range = {
    ...(toVersion !== undefined && { toVersion }),
    ...(recordedBy !== undefined && { recordedBy }),
    ...(occurredBy !== undefined && { occurredBy }),
  };
  const [last] = await collected(store, streamId, { ...range, direction: 'backwards', limit: 1 });
  if (last === undefined) throw new StreamNotFound(streamId, momentOf(at));
  // One more than is asked for tells whether there is a next page.
  const events = await collected(store, streamId, { ...range, fromVersion: from, limit: limit + 1 });
  const next = events.length > limit ? events.pop() : undefined;
  const { version, position } = last;
  const state = await foldedState(
    aggregates.aggregateOf(categoryOf(streamId)),
    store.readStream(streamId, range),
    streamId,
  );
  const copies = await copiesOf(store, streamId);
  return { streamId, version, position, events, nextFrom: next?.version ?? null, state, copies };
}

async function collected(
  store: EventStore,
  streamId: string,
  options: Parameters<EventStore['readStream']>[1],
): Promise<ShownEvent[]> {
  const events: ShownEvent[] = [];
  for await (const recorded of store.readStream(streamId, { ...options, asStored: true })) {
    const { version, position, eventId, type, schemaVersion, data, metadata, occurredAt, recordedAt } = recorded;
    events.push({ version, position, eventId, type, schemaVersion, data, metadata, occurredAt, recordedAt });
  }
  return events;
}

function momentOf({ version, recordedBy, occurredBy }: Partial<PointInTime> = {}): string | undefined {
  if (version !== undefined) return `up to version ${version}`;
  if (recordedBy !== undefined) return `recorded by ${recordedBy.toISOString()}`;
  return occurredBy === undefined ? undefined : `that happened by ${occurredBy.toISOString()}`;
}
