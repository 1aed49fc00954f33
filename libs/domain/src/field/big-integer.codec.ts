import type { FieldCodec } from './field-codec.js';
import { ValueNotCoded } from './value-not-coded.error.js';

/** A whole number of any size, kept as a text of decimal digits. */
export const bigInteger: FieldCodec<bigint> = {
  name: 'big-integer',
  keeps: { schema: { type: 'string', pattern: '^(?:0|-?[1-9][0-9]*)$' } },
  encode(value) {
    if (typeof value !== 'bigint') throw new ValueNotCoded('big-integer', 'encode', 'a bigint');
    return value.toString();
  },
  decode(json) {
    if (typeof json !== 'string' || !/^(?:0|-?[1-9][0-9]*)$/.test(json)) {
      throw new ValueNotCoded('big-integer', 'decode', 'a text of decimal digits');
    }
    return BigInt(json);
  },
};
