import fc from 'fast-check';
import { Column, Entity, PrimaryColumn, type ValueTransformer } from 'typeorm';

export enum Mood {
  Calm = 'calm',
  Odd = `it's "odd", {really} \\ NULL`,
}

export enum Rank {
  Low,
  High = 7,
}

/** Money as a class of the application's, in a column of its smallest unit. */
class Money {
  constructor(readonly minor: number) {}
}

const asMoney: ValueTransformer = {
  to: (money: Money | null) => money && String(money.minor),
  from: (text: string | null) => (text === null ? null : new Money(Number(text))),
};

class Place {
  @Column() city!: string;
  @Column({ type: 'integer', nullable: true }) zip!: number | null;
}

/** A column of each type that rows of a fold can have. */
@Entity({ name: 'every_type', synchronize: false })
export class EveryType {
  @PrimaryColumn('text') id!: string;
  @Column('smallint') small!: number;
  @Column() whole!: number;
  @Column('bigint') big!: number;
  @Column('bigint') huge!: bigint;
  @Column('bigint') long!: string;
  @Column('numeric') exact!: string;
  @Column('numeric', { precision: 10, scale: 2 }) price!: string;
  @Column('numeric', { precision: 60, scale: 0 }) vast!: bigint;
  @Column('double precision') real!: number;
  @Column('text') text!: string;
  @Column({ length: 5 }) short!: string;
  @Column('uuid') uuid!: string;
  @Column() flag!: boolean;
  @Column({ type: 'enum', enum: Mood }) mood!: Mood;
  @Column({ type: 'enum', enum: Rank }) rank!: Rank;
  @Column('timestamptz') at!: Date;
  @Column('timestamptz') said!: string;
  @Column('date') day!: string;
  @Column('date') since!: Date;
  @Column('time') hour!: string;
  @Column('json') json!: unknown;
  @Column('jsonb') jsonb!: unknown;
  @Column('simple-json') simple!: unknown;
  @Column('text', { array: true }) texts!: (string | null)[];
  @Column('integer', { array: true }) wholes!: (number | null)[];
  @Column('double precision', { array: true }) reals!: number[];
  @Column('boolean', { array: true }) flags!: boolean[];
  @Column('uuid', { array: true }) uuids!: string[];
  @Column({ type: 'enum', enum: Mood, array: true }) moods!: Mood[];
  @Column('bigint', { transformer: asMoney }) money!: Money;
  @Column('jsonb', {
    transformer: { to: (map: Map<string, number>) => [...map], from: (pairs: [string, number][]) => new Map(pairs) },
  })
  map!: Map<string, number>;
  @Column('text', { nullable: true }) note!: string | null;
  @Column('timestamptz', { nullable: true }) closedAt!: Date | null;
  @Column(() => Place) place!: Place;
}

// Not the unit `binary`, which takes a second to get ready.
const character = fc
  .oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }))
  .map((codePoint) => String.fromCodePoint(codePoint));

// What PostgreSQL can keep at all.
const text = fc.oneof(
  fc.string({ unit: character }).map((one) => one.replaceAll('\0', '')),
  fc.constantFrom(
    '',
    'NULL',
    'null',
    '{}',
    '"',
    "'",
    '\\',
    '\\"',
    '\n\r\t',
    ',',
    ' ',
    '€',
    '🙂',
    '\u2028',
    '\u007f',
    '\ufeff',
    'é',
  ),
);
const moment = fc.oneof(
  fc.date({ noInvalidDate: true, min: new Date(Date.UTC(-4713, 10, 24)), max: new Date(8_640_000_000_000_000) }),
  fc.date({ noInvalidDate: true }).filter((date) => date.getTime() > Date.UTC(1900) && date.getTime() < Date.UTC(2100)),
  fc.constantFrom(
    new Date(0),
    new Date(-1),
    new Date(Date.UTC(-4713, 10, 24)),
    new Date(Date.UTC(99, 0, 1) - 6e13),
    new Date(8.64e15),
  ),
);
const day = fc.integer({ min: -719_162, max: 2_932_896 }).map((days) => new Date(days * 86_400_000));
const dayText = day.map((date) => date.toISOString().slice(0, 10));
const double = fc.double();
const wide = (limit: bigint): fc.Arbitrary<bigint> =>
  fc.oneof(fc.bigInt({ min: -limit, max: limit - 1n }), fc.constantFrom(-limit, limit - 1n, 0n));
const decimal = (digits: number, maximum: number): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.boolean(),
      fc.bigInt({ min: 0n, max: 10n ** BigInt(maximum) - 1n }),
      fc.bigInt({ min: 0n, max: 10n ** BigInt(digits) - 1n }),
    )
    .map(([negative, before, behind]) => {
      const plain = digits === 0 ? String(before) : `${before}.${String(behind).padStart(digits, '0')}`;
      return negative && /[1-9]/.test(plain) ? `-${plain}` : plain;
    });
const json = fc
  .jsonValue({ maxDepth: 3, stringUnit: 'binary' })
  .map((value) => JSON.parse(JSON.stringify(value).replaceAll('\\u0000', '')) as unknown)
  // At the top it is the null of the column.
  .map((value) => value ?? [null]);
const small = fc.integer({ min: -(2 ** 15), max: 2 ** 15 - 1 });

/** Rows with every value that comes back, the extreme ones more often than they come in life. */
export const everyRow: fc.Arbitrary<EveryType> = fc.record({
  id: text,
  small,
  whole: fc.integer(),
  big: fc.maxSafeInteger(),
  huge: wide(2n ** 63n),
  long: wide(2n ** 63n).map(String),
  exact: fc.nat({ max: 20 }).chain((digits) => decimal(digits, 30)),
  price: decimal(2, 8),
  vast: fc.bigInt({ min: 1n - 10n ** 60n, max: 10n ** 60n - 1n }),
  real: fc.oneof(double, fc.constantFrom(0.1, 5e-324, Number.MAX_VALUE, -0, Infinity, -Infinity, Number.NaN)),
  text,
  short: fc.string({ unit: character, maxLength: 5 }).map((one) => one.replaceAll('\0', '')),
  uuid: fc.uuid(),
  flag: fc.boolean(),
  mood: fc.constantFrom(Mood.Calm, Mood.Odd),
  rank: fc.constantFrom(Rank.Low, Rank.High),
  at: moment,
  said: moment.map((date) => date.toISOString()),
  day: dayText,
  since: day,
  hour: fc
    .tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }), fc.nat({ max: 59 }), fc.nat({ max: 999_999 }))
    .map(([hour, minute, second, micros]) => {
      const [h, m, s] = [hour, minute, second].map((part) => String(part).padStart(2, '0'));
      const fraction = String(micros).padStart(6, '0').replace(/0+$/, '');
      return `${h}:${m}:${s}${fraction === '' ? '' : `.${fraction}`}`;
    }),
  json,
  jsonb: json,
  simple: json,
  texts: fc.array(fc.option(text)),
  wholes: fc.array(fc.option(fc.integer())),
  reals: fc.array(double),
  flags: fc.array(fc.boolean()),
  uuids: fc.array(fc.uuid()),
  moods: fc.array(fc.constantFrom(Mood.Calm, Mood.Odd)),
  money: fc.maxSafeInteger().map((minor) => new Money(minor)),
  map: fc
    .array(fc.tuple(fc.string(), fc.integer()))
    .map((pairs) => new Map(pairs.map(([name, n]) => [name.replaceAll('\0', ''), n]))),
  note: fc.option(text),
  closedAt: fc.option(moment),
  place: fc.record({ city: text, zip: fc.option(fc.integer()) }),
});
