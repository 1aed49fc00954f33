import {
  bigInteger,
  dateTime,
  DomainEvent,
  EncodedBy,
  type FieldCodec,
  type JsonValue,
  mapOf,
  setOf,
  ValueObject,
  valueObject,
} from '@daybook/domain';

class Money extends ValueObject {
  readonly minor!: number;
}
class Weight extends ValueObject {
  readonly grams!: number;
}

const anything: FieldCodec<unknown> = { name: 'anything', encode: () => null, decode: () => null };

export class Booked extends DomainEvent<'a.booked'> {
  @EncodedBy(dateTime) readonly at!: Date;
  @EncodedBy(dateTime) readonly until?: Date;
  @EncodedBy(dateTime) readonly since!: Date | null;
  @EncodedBy(bigInteger) readonly units!: bigint;
  @EncodedBy(mapOf()) readonly labels!: Map<string, JsonValue>;
  @EncodedBy(mapOf<number>()) readonly counts!: ReadonlyMap<string, number>;
  @EncodedBy(mapOf(dateTime)) readonly dates!: ReadonlyMap<string, Date>;
  @EncodedBy(setOf<string>()) readonly tags!: ReadonlySet<string>;
  @EncodedBy(setOf(bigInteger)) readonly primes!: Set<bigint>;
  @EncodedBy(valueObject(Money)) readonly price!: Money;

  // @ts-expect-error a codec for another type
  @EncodedBy(dateTime) readonly amount!: bigint;
  // @ts-expect-error the codec does not give what the field promises
  @EncodedBy(anything) readonly exact!: Date;
  // @ts-expect-error the codec does not take all that the field may hold
  @EncodedBy(dateTime) readonly either!: Date | string;
  // @ts-expect-error a map of other values
  @EncodedBy(mapOf(dateTime)) readonly amounts!: ReadonlyMap<string, bigint>;
  // @ts-expect-error keys are texts
  @EncodedBy(mapOf<number>()) readonly byNumber!: ReadonlyMap<number, number>;
  // @ts-expect-error another value object
  @EncodedBy(valueObject(Weight)) readonly weight!: Money;
  // @ts-expect-error a method is no field
  @EncodedBy(dateTime) method(): Date {
    return this.at;
  }
}
