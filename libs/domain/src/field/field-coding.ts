import type { JsonObject, JsonValue } from '../json/json-value.js';
import type { FieldCodec } from './field-codec.js';

type FieldCodecs = ReadonlyMap<string, FieldCodec<unknown>>;

/** The fields as they are kept: those with a codec encoded, the others as they are, those that are undefined left out. */
export function encodeFields(codecs: FieldCodecs, fields: object): Record<string, unknown> {
  const encoded: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(fields)) {
    if (value === undefined) continue;
    const codec = value === null ? undefined : codecs.get(field);
    set(encoded, field, codec === undefined ? value : codec.encode(value));
  }
  return encoded;
}

/** The fields as they were before `encodeFields`. Without codecs this is the object itself: no work on the hot path. */
export function decodeFields(codecs: FieldCodecs, data: JsonObject): object {
  if (codecs.size === 0) return data;
  const decoded: Record<string, unknown> = { ...data };
  for (const [field, codec] of codecs) {
    const json: JsonValue | undefined = Object.hasOwn(data, field) ? data[field] : undefined;
    if (json !== undefined && json !== null) decoded[field] = codec.decode(json);
  }
  return decoded;
}

/** A plain assignment would run the setter behind `__proto__`. */
function set(target: Record<string, unknown>, field: string, value: unknown): void {
  if (field === '__proto__')
    Object.defineProperty(target, field, { value, enumerable: true, configurable: true, writable: true });
  else target[field] = value;
}
