import type { JsonValue } from '../json/json-value.js';
import type { KeptShape } from './kept-shape.js';

/** How a value that JSON cannot say is written into an event and read again. */
export interface FieldCodec<T> {
  /** For messages and the event catalog, for example `date-time`. */
  readonly name: string;
  /** What stands in the event, for the event catalog. Default: not told, so that the catalog knows nothing of the field. */
  readonly keeps?: KeptShape;
  encode(value: T): JsonValue;
  decode(json: JsonValue): T;
}
