import { ClassNotes } from '../metadata/class-notes.js';
import type { FieldCodec } from './field-codec.js';

const codecNotes = new ClassNotes<readonly [field: string, codec: FieldCodec<unknown>]>('field-codecs');

// A field may promise less than the codec gives: a `ReadonlyMap` where it makes a `Map`.
type Kept<Field> =
  Field extends ReadonlyMap<infer K, infer V> ? Map<K, V> : Field extends ReadonlySet<infer V> ? Set<V> : Field;

type Matches<Field, T> = [Kept<Exclude<Field, null | undefined>>] extends [T]
  ? [T] extends [Kept<Exclude<Field, null | undefined>>]
    ? unknown
    : 'the codec decodes to a type that the field does not take'
  : 'the codec does not encode the type of this field';

/**
 * Says how a field that is not plain JSON is kept. Null and undefined pass by the codec as they are.
 *
 * The codec's type must be that of the field; anything else does not compile.
 *
 * @throws StaticMember the field is static
 *
 * @example
 * @EncodedBy(dateTime) readonly valueDate!: Date;
 */
export function EncodedBy<T>(codec: FieldCodec<T>) {
  return <Target extends object, Field extends keyof Target & string>(
    prototype: Target,
    field: Field & Matches<Target[Field], T>,
  ): void => {
    codecNotes.add(prototype, [field, codec]);
  };
}

/** The codecs of a class's fields, those of its parents included. */
export function fieldCodecsOf(ofClass: object): ReadonlyMap<string, FieldCodec<unknown>> {
  return new Map(codecNotes.of(ofClass));
}
