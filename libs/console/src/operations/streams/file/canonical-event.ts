import type { ExportedEvent } from './exported-event.js';

/** What an export and a stream must have in common, as one text: everything but where and when it was recorded. */
export function canonicalEvent(event: Omit<ExportedEvent, 'recordedAt' | 'position'>): string {
  const { version, eventId, type, schemaVersion, data, metadata, occurredAt } = event;
  return JSON.stringify([version, eventId, type, schemaVersion, sorted(data), sorted(metadata), occurredAt]);
}

// A database gives the keys of an object back in an order of its own. The marks keep a list from passing for an object.
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return ['[', ...value.map(sorted)];
  if (typeof value !== 'object' || value === null) return value;
  const pairs = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return ['{', ...pairs.map(([key, inner]) => [key, sorted(inner)])];
}
