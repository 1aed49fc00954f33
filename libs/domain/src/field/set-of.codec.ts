import type { JsonValue } from '../json/json-value.js';
import type { FieldCodec } from './field-codec.js';
import { ValueNotCoded } from './value-not-coded.error.js';

/**
 * A `Set` of plain JSON, kept as a list in the set's order.
 *
 * @example @EncodedBy(setOf<string>()) readonly tags!: ReadonlySet<string>;
 */
export function setOf<V extends JsonValue = JsonValue>(): FieldCodec<Set<V>>;
/** A `Set` of values that have a codec of their own. */
export function setOf<V>(valueCodec: FieldCodec<V>): FieldCodec<Set<V>>;
export function setOf(valueCodec?: FieldCodec<unknown>): FieldCodec<Set<unknown>> {
  const name = valueCodec === undefined ? 'set' : `set of ${valueCodec.name}`;
  return {
    name,
    keeps: { listOf: valueCodec?.keeps },
    encode(set) {
      if (!(set instanceof Set)) throw new ValueNotCoded(name, 'encode', 'a Set');
      return Array.from(set, (value) => (valueCodec === undefined ? (value as JsonValue) : valueCodec.encode(value)));
    },
    decode(json) {
      if (!Array.isArray(json)) throw new ValueNotCoded(name, 'decode', 'a list');
      return new Set(
        (json as readonly JsonValue[]).map((value) => (valueCodec === undefined ? value : valueCodec.decode(value))),
      );
    },
  };
}
