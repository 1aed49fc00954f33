import type { FieldCodec } from './field-codec.js';
import { ValueNotCoded } from './value-not-coded.error.js';

/** A moment in time, kept in ISO 8601 with milliseconds in UTC. */
export const dateTime: FieldCodec<Date> = {
  name: 'date-time',
  keeps: { schema: { type: 'string', format: 'date-time' } },
  encode(value) {
    if (!(value instanceof Date) || Number.isNaN(value.getTime())) {
      throw new ValueNotCoded('date-time', 'encode', 'a valid Date');
    }
    return value.toISOString();
  },
  decode(json) {
    const value = new Date(typeof json === 'string' ? json : Number.NaN);
    // The text must be the one that `encode` writes: a Date parses much that it would then change.
    if (Number.isNaN(value.getTime()) || value.toISOString() !== json) {
      throw new ValueNotCoded('date-time', 'decode', 'a text like 2026-01-31T12:00:00.000Z');
    }
    return value;
  },
};
