import type { JsonObject, JsonValue } from '@daybook/domain';
import { createHash } from 'node:crypto';
import type { EncodedEvent } from './encoded-event.js';

/** One stream's share of an append, encoded. */
export interface EncodedStreamAppend {
  readonly streamId: string;
  readonly events: readonly EncodedEvent[];
}

/**
 * What an idempotency key stands for: the streams, and the types, schema versions and data of their events, in order.
 * Ids, times and metadata differ from one attempt to the next and do not count; nor does the order of a payload's
 * fields, which no database keeps.
 */
export function appendFingerprint(streams: readonly EncodedStreamAppend[]): string {
  const hash = createHash('sha256');
  for (const { streamId, events } of streams) {
    hash.update(`${JSON.stringify([streamId, events.length])}\n`);
    for (const { type, schemaVersion, data } of events) {
      hash.update(`${JSON.stringify([type, schemaVersion])}${canonicalJson(data)}\n`);
    }
  }
  return hash.digest('hex');
}

/** JSON text with the fields of each object in one order. */
export function canonicalJson(text: string): string {
  return JSON.stringify(sorted(JSON.parse(text) as JsonValue));
}

function sorted(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  if (isList(value)) return value.map(sorted);
  // From entries, because assigning to `__proto__` would not make a field.
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name] as JsonValue)])) satisfies JsonObject;
}

function isList(value: JsonObject | readonly JsonValue[]): value is readonly JsonValue[] {
  return Array.isArray(value);
}
