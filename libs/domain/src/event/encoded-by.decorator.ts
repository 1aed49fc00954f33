import type { FieldCodec } from './field-codec.js';

const ownCodecs = Symbol.for('daybook.field-codecs');

type Matches<Field, T> = [Exclude<Field, null | undefined>] extends [T]
  ? [T] extends [Exclude<Field, null | undefined>]
    ? unknown
    : 'the codec decodes to a type that the field does not take'
  : 'the codec does not encode the type of this field';

/**
 * Says how a field that is not plain JSON is kept. Null and undefined pass by the codec as they are.
 *
 * The codec's type must be that of the field; anything else does not compile.
 *
 * @example
 * @EncodedBy(dateTime) readonly valueDate!: Date;
 */
export function EncodedBy<T>(codec: FieldCodec<T>) {
  return <Target extends object, Field extends keyof Target & string>(
    prototype: Target,
    field: Field & Matches<Target[Field], T>,
  ): void => {
    const bearer = prototype.constructor as { [ownCodecs]?: Map<string, FieldCodec<unknown>> };
    if (!Object.hasOwn(bearer, ownCodecs)) Object.defineProperty(bearer, ownCodecs, { value: new Map() });
    bearer[ownCodecs]?.set(field, codec as FieldCodec<unknown>);
  };
}

/** The codecs of a class's fields, those of its parents included. */
export function fieldCodecsOf(ofClass: object): ReadonlyMap<string, FieldCodec<unknown>> {
  const lineage: object[] = [];
  for (
    let current: object | null = ofClass;
    current !== null;
    current = Object.getPrototypeOf(current) as object | null
  ) {
    if (Object.hasOwn(current, ownCodecs)) lineage.unshift(current);
  }
  return new Map(
    lineage.flatMap((bearer) => [...((bearer as { [ownCodecs]?: Map<string, FieldCodec<unknown>> })[ownCodecs] ?? [])]),
  );
}
