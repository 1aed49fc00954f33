import { bigInteger } from '../field/big-integer.codec.js';
import { dateTime } from '../field/date-time.codec.js';
import type { FieldCodec } from '../field/field-codec.js';
import type { JsonValue } from '../json/json-value.js';
import { written } from './path.js';
import type { Path } from './path.js';
import { StateNotRestored } from './state-not-restored.error.js';

const unsayable = new Map<JsonValue, number>([
  ['NaN', Number.NaN],
  ['Infinity', Infinity],
  ['-Infinity', -Infinity],
  ['-0', -0],
]);

/** One of the numbers that JSON cannot say. */
export function restoreNumber(json: JsonValue, path: Path): number {
  const value = unsayable.get(json);
  if (value === undefined) throw new StateNotRestored(written(path), 'holds an unknown number under its tag');
  return value;
}

export function restoreBigint(json: JsonValue, path: Path): bigint {
  return decoded(bigInteger, json, path);
}

/** A date; null stands for an invalid one. */
export function restoreDate(json: JsonValue, path: Path): Date {
  return json === null ? new Date(Number.NaN) : decoded(dateTime, json, path);
}

function decoded<T>(codec: FieldCodec<T>, json: JsonValue, path: Path): T {
  try {
    return codec.decode(json);
  } catch {
    throw new StateNotRestored(written(path), `holds no ${codec.name} under its tag`);
  }
}
