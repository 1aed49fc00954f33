import type { EncodedEvent } from '../codec/encoded-event.js';
import type { AppendAllResult } from '../stream/append-result.js';
import type { ExpectedVersion } from '../stream/expected-version.js';

/** One stream's share of an append, ready for the database. */
export interface UnitPart {
  readonly streamId: string;
  readonly expected: ExpectedVersion;
  readonly events: readonly EncodedEvent[];
}

/** One append, to one stream or to several, all or nothing; ready for the database. */
export interface AppendUnit {
  readonly parts: readonly UnitPart[];
  readonly idempotencyKey: string | null;
  readonly fingerprint: string | null;
  /** Where that was read from which it was decided; undefined for anywhere. */
  readonly incarnation?: string | undefined;
}

/** What the database says of one part. */
export interface PartAnswer {
  readonly outcome: string;
  readonly version: number;
  readonly position: number;
  /** By idempotency key: the ids that the events of all parts had the first time. */
  readonly knownEventIds: readonly string[] | null;
}

/** The ids of all events of an append, in order. */
export function eventIdsOf(unit: AppendUnit): readonly string[] {
  return unit.parts.flatMap((part) => part.events.map((event) => event.eventId));
}

/** How much text its payloads and metadata are. */
export function charactersOf(unit: AppendUnit): number {
  let characters = 0;
  for (const { events } of unit.parts)
    for (const { data, metadata } of events) characters += data.length + metadata.length;
  return characters;
}

/** The expected version as the functions take it. */
export function expectedCode(expected: ExpectedVersion): number {
  if (typeof expected === 'number') return expected;
  return { noStream: 0, any: -1, streamExists: -2 }[expected];
}

/** Puts the answers of an append's parts together. */
export function resultOf(unit: AppendUnit, answers: readonly PartAnswer[]): AppendAllResult {
  const repeated = answers[0]?.outcome === 'repeated';
  const ids = answers[0]?.knownEventIds ?? eventIdsOf(unit);
  let next = 0;
  const streams = unit.parts.map((part, index) => {
    const { version, position } = answers[index] as PartAnswer;
    const eventIds = ids.slice(next, (next += part.events.length));
    return { streamId: part.streamId, version, position, eventIds, repeated };
  });
  return { streams, position: Math.max(...streams.map(({ position }) => position)), repeated };
}
