import {
  bigInteger,
  dateTime,
  DomainEvent,
  EncodedBy,
  EventType,
  mapOf,
  setOf,
  ValueObject,
  valueObject,
} from '@daybook/domain';
import {
  ArrayMaxSize,
  IsArray,
  IsEmail,
  IsEnum,
  IsIn,
  IsInt,
  IsISO8601,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateBy,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

export enum Size {
  Small = 's',
  Large = 'l',
}

export class Money extends ValueObject {
  @IsInt() readonly minor!: number;
  /** ISO 4217. */
  @IsString() readonly currency!: string;
}

interface Line {
  readonly sku: string;
  readonly pieces?: number;
}

abstract class Signed<Type extends string> extends DomainEvent<Type> {
  /** Who has signed. */
  @IsString() readonly by!: string;
}

const isOdd = ValidateBy({ name: 'isOdd', constraints: [3], validator: { validate: () => true } });
const isEven = ValidateBy(
  { name: 'isEven', validator: { validate: () => true } },
  { context: { jsonSchema: { type: 'integer', multipleOf: 2 } } },
);

/** Has one field of every kind. */
@EventType('sample.drawn')
export class SampleDrawn extends Signed<'sample.drawn'> {
  @Length(2, 5) readonly text!: string;
  @IsOptional() @IsString() @MaxLength(3) readonly optional?: string;
  @IsEmail() readonly mail!: string;
  @IsISO8601() readonly moment!: string;
  @IsInt() @Min(1) @Max(9) readonly number!: number;
  @IsEnum(Size) readonly size!: Size;
  @IsIn(['a', 1]) readonly mixed!: 'a' | 1;
  @isOdd readonly odd!: number;
  @isEven readonly even!: number;
  @IsArray() @ArrayMaxSize(3) @IsString({ each: true }) readonly tags!: readonly string[];
  @IsArray() readonly lines!: readonly Line[];
  @IsObject() readonly byName!: Readonly<Record<string, number>>;
  @ValidateIf((_, value) => value !== null) @IsInt() readonly perhaps!: number | null;
  @ValidateNested() readonly inner!: Money;
  @EncodedBy(bigInteger) readonly big!: bigint;
  @EncodedBy(valueObject(Money)) readonly price!: Money;
  @EncodedBy(setOf(dateTime)) readonly days!: ReadonlySet<Date>;
  @EncodedBy(mapOf<number>()) readonly stock!: ReadonlyMap<string, number>;
  readonly kind!: 'new' | 'used';
}
