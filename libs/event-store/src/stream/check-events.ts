import { type DomainEvent, isDomainEvent, type Metadata } from '@daybook/domain';
import { described } from './described.js';
import { whyNotEventId } from './event-id.js';
import { InvalidAppend } from './invalid-append.error.js';
import { copyOf, whyNotMoment } from './moment.js';
import type { ProposedEvent } from './proposed-event.js';
import { unknownOption } from './unknown-option.js';

const envelope = new Set(['event', 'eventId', 'occurredAt', 'metadata']);

/**
 * Checks the events of one stream and brings them into one form, each with its envelope. Ids are in lower case
 * afterwards, as databases return them.
 *
 * @param seen the ids that the append holds already; those of these events are added
 * @throws InvalidAppend naming the field
 */
export function checkEvents(value: unknown, field: string, seen: Set<string>): readonly ProposedEvent[] {
  if (!Array.isArray(value)) {
    throw new InvalidAppend(field, `is ${described(value)}, not an array`, 'Give an array of events.');
  }
  if (value.length === 0) throw new InvalidAppend(field, 'is empty', 'Give at least one event, or do not append.');
  const events: ProposedEvent[] = [];
  // By index, because `map` and `forEach` step over the holes of a sparse array.
  for (let index = 0; index < value.length; index++) events.push(checkEvent(value[index], `${field}[${index}]`, seen));
  return events;
}

function checkEvent(value: unknown, field: string, seen: Set<string>): ProposedEvent {
  if (isDomainEvent(value)) return { event: value };
  if (typeof value !== 'object' || value === null || !('event' in value) || !isDomainEvent(value.event)) {
    const reason = `is ${described(value)}, not an event`;
    throw new InvalidAppend(field, reason, 'Give an instance of a DomainEvent, or { event, eventId?, … } around one.');
  }
  const unknown = unknownOption(value, envelope);
  if (unknown !== undefined) {
    throw new InvalidAppend(
      `${field}.${unknown}`,
      'is not known',
      'An envelope has event, eventId, occurredAt, metadata.',
    );
  }
  return checkEnvelope(value as EnvelopeToCheck, field, seen);
}

interface EnvelopeToCheck {
  readonly event: DomainEvent;
  readonly eventId?: unknown;
  readonly occurredAt?: unknown;
  readonly metadata?: unknown;
}

function checkEnvelope(
  { event, eventId, occurredAt, metadata }: EnvelopeToCheck,
  field: string,
  seen: Set<string>,
): ProposedEvent {
  return {
    event,
    ...(eventId !== undefined && { eventId: checkEventId(eventId, `${field}.eventId`, seen) }),
    ...(occurredAt !== undefined && { occurredAt: checkMoment(occurredAt, `${field}.occurredAt`) }),
    ...(metadata !== undefined && { metadata: checkMetadata(metadata, `${field}.metadata`) }),
  };
}

function checkEventId(value: unknown, field: string, seen: Set<string>): string {
  const reason = whyNotEventId(value);
  if (reason !== undefined) throw new InvalidAppend(field, reason, 'Give a UUID, or none to have one made.');
  const eventId = String(value).toLowerCase();
  if (seen.has(eventId)) {
    throw new InvalidAppend(field, `is ${eventId}, which the append holds twice`, 'Give each event an id of its own.');
  }
  seen.add(eventId);
  return eventId;
}

function checkMoment(value: unknown, field: string): Date {
  const reason = whyNotMoment(value);
  if (reason !== undefined) throw new InvalidAppend(field, reason, 'Give a valid Date of the years 1 to 9999.');
  return copyOf(value as Date);
}

// What is inside is the codec's to check, with the payload: both are JSON data.
function checkMetadata(value: unknown, field: string): Metadata {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Metadata;
  throw new InvalidAppend(field, `is ${described(value)}, not an object`, 'Give a plain object of JSON data, or none.');
}
