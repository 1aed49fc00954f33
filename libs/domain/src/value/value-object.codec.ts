import { buildFrozen } from '../field/build-frozen.js';
import { fieldCodecsOf } from '../field/encoded-by.decorator.js';
import type { FieldCodec } from '../field/field-codec.js';
import { decodeFields, encodeFields } from '../field/field-coding.js';
import { ValueNotCoded } from '../field/value-not-coded.error.js';
import type { JsonObject, JsonValue } from '../json/json-value.js';
import type { ValueObject } from './value-object.js';

/**
 * A value object, kept as a JSON object of its fields; those that are not plain JSON bear an `@EncodedBy` of their own.
 * What is read again is not asked whether it is valid.
 *
 * @example
 * @EncodedBy(valueObject(Money)) readonly price!: Money;
 */
export function valueObject<V extends ValueObject>(valueClass: new () => V): FieldCodec<V> {
  const name = 'value-object';
  const codecs = fieldCodecsOf(valueClass);
  return {
    name,
    keeps: { fieldsOf: valueClass },
    encode(value) {
      if (!(value instanceof valueClass)) throw new ValueNotCoded(name, 'encode', `an instance of its class`);
      return encodeFields(codecs, value) as JsonObject;
    },
    decode(json) {
      if (!isObject(json)) throw new ValueNotCoded(name, 'decode', 'an object');
      return buildFrozen(valueClass, decodeFields(codecs, json));
    },
  };
}

function isObject(json: JsonValue): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
