import type { JsonValue } from '../json/json-value.js';
import type { FieldCodec } from './field-codec.js';
import { ValueNotCoded } from './value-not-coded.error.js';

/**
 * A `Map` from texts to plain JSON, kept as a list of pairs: it stays in order, and every text can be a key.
 *
 * @example @EncodedBy(mapOf<number>()) readonly stockBySku!: ReadonlyMap<string, number>;
 */
export function mapOf<V extends JsonValue = JsonValue>(): FieldCodec<Map<string, V>>;
/**
 * A `Map` from texts to values that have a codec of their own.
 *
 * @example @EncodedBy(mapOf(dateTime)) readonly dueByInvoice!: ReadonlyMap<string, Date>;
 */
export function mapOf<V>(valueCodec: FieldCodec<V>): FieldCodec<Map<string, V>>;
export function mapOf(valueCodec?: FieldCodec<unknown>): FieldCodec<Map<string, unknown>> {
  const name = valueCodec === undefined ? 'map' : `map of ${valueCodec.name}`;
  return {
    name,
    keeps: { pairsOf: valueCodec?.keeps },
    encode(map) {
      if (!(map instanceof Map) || ![...map.keys()].every((key) => typeof key === 'string')) {
        throw new ValueNotCoded(name, 'encode', 'a Map whose keys are texts');
      }
      return Array.from(map, ([key, value]) => [
        key,
        valueCodec === undefined ? (value as JsonValue) : valueCodec.encode(value),
      ]);
    },
    decode(json) {
      if (!Array.isArray(json) || !json.every(isPair)) throw new ValueNotCoded(name, 'decode', 'a list of pairs');
      return new Map(json.map(([key, value]) => [key, valueCodec === undefined ? value : valueCodec.decode(value)]));
    },
  };
}

function isPair(json: JsonValue): json is [string, JsonValue] {
  return Array.isArray(json) && json.length === 2 && typeof json[0] === 'string';
}
