import type { JsonValue } from '../json/json-value.js';

/** How a value that JSON cannot say is written into an event and read again. */
export interface FieldCodec<T> {
  /** For messages and the event catalog, for example `date-time`. */
  readonly name: string;
  encode(value: T): JsonValue;
  decode(json: JsonValue): T;
}
