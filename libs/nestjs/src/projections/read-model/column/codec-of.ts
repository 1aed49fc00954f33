import type { DataSource } from 'typeorm';
import { arraysOf } from './array-codec.js';
import type { ColumnCodec } from './column-codec.js';
import type { ColumnMetadata } from './column-metadata.js';
import type { ColumnPlace } from './column-place.js';
import { ColumnUnsuitable } from './column-unsuitable.error.js';
import { json } from './json-codec.js';
import { bigints, decimals, doubles, wholeNumbers, wholeNumberTexts } from './number-codecs.js';
import { type PropertyType, propertyTypeOf } from './property-type.js';
import { hasTransformer } from './property-transformer.js';
import { booleans, members, texts, uuids } from './text-codecs.js';
import { days, moments, timesOfDay } from './time-codecs.js';

/** What the type of a column is decided from. */
interface Choice {
  readonly column: ColumnMetadata;
  readonly place: ColumnPlace;
  readonly property: PropertyType;
  readonly enumType: string;
  /** Answers the first of the types that the property has or may have; stops the start if there is none. */
  readonly only: <T extends PropertyType>(...types: readonly [T, ...T[]]) => T;
  readonly refuse: (finding: string, advice: string) => ColumnUnsuitable;
}

const withTransformer = 'or give the column a transformer, to be decided by you.';

const choices: Readonly<Record<string, (choice: Choice) => ColumnCodec>> = {
  smallint: ({ place, only }) => only('number') && wholeNumbers(place, 'smallint'),
  integer: ({ place, only }) => only('number') && wholeNumbers(place, 'integer'),
  bigint: ({ place, property, only, refuse }) => {
    if (property === 'unknown') {
      throw refuse(
        'that does not say whether it is read as a number, a bigint or a string',
        `Declare the property as exactly one of them, without null, ${withTransformer}`,
      );
    }
    const type = only('number', 'bigint', 'string');
    return { number: wholeNumbers(place, 'bigint'), bigint: bigints(place, 'bigint'), string: wholeNumberTexts(place) }[
      type
    ];
  },
  numeric: ({ place, column, property, only, refuse }) => {
    if (property === 'number') {
      throw refuse(
        'its values are not exact as numbers',
        `Declare the property a string, keep whole numbers in a bigint column, ${withTransformer}`,
      );
    }
    const { precision, scale = precision == null ? undefined : 0 } = column;
    return only('string', 'bigint') === 'bigint' ? bigints(place, 'numeric') : decimals(place, scale);
  },
  real: ({ refuse }) => {
    throw refuse(
      'it rounds a number to six digits, so that a sum depends on when it is reloaded',
      'Make it double precision.',
    );
  },
  'double precision': ({ place, only }) => only('number') && doubles(place),
  text: ({ place, column, only }) =>
    column.type === 'simple-json' ? json(place, 'text') : only('string') && texts(place, 'text', undefined),
  'character varying': ({ place, column, only }) =>
    only('string') && texts(place, 'text', column.length === '' ? undefined : Number(column.length)),
  character: ({ refuse }) => {
    throw refuse('it comes back filled up with spaces', 'Make it varchar.');
  },
  citext: ({ place, only }) => only('string') && texts(place, 'text', undefined),
  uuid: ({ place, only }) => only('string') && uuids(place),
  boolean: ({ place, only }) => only('boolean') && booleans(place),
  enum: ({ place, column, only, enumType }) =>
    only('string', 'number', 'object') && members(place, column.enum ?? [], enumType),
  'timestamp with time zone': ({ place, only }) => moments(place, 'timestamptz', only('Date', 'string')),
  'timestamp without time zone': ({ place, only, refuse }) => {
    if (!isUtc()) {
      throw refuse(
        'its values mean another moment to each process that runs in another time zone, and one hour a year is there twice',
        "Write @Column({ type: 'timestamptz' }), or run every process with TZ=UTC.",
      );
    }
    return moments(place, 'timestamp', only('Date', 'string'));
  },
  date: ({ place, only }) => days(place, only('string', 'Date')),
  'time without time zone': ({ place, only }) => only('string') && timesOfDay(place),
  json: ({ place, property, refuse }) => jsonOf(place, 'json', property, refuse),
  jsonb: ({ place, property, refuse }) => jsonOf(place, 'jsonb', property, refuse),
};

/** What the driver gives for a column where that is not told by the column alone. */
const driven = new Map<string, PropertyType>([
  ['bigint', 'string'],
  ['numeric', 'string'],
  ['timestamp with time zone', 'Date'],
  ['timestamp without time zone', 'Date'],
]);

/** Of which arrays the elements are told by the column alone. */
const elements = new Set([
  'smallint',
  'integer',
  'double precision',
  'text',
  'character varying',
  'uuid',
  'boolean',
  'enum',
]);

/**
 * How a column is written and read, by its type and by what its property is declared as.
 *
 * @param enumType the quoted name of the column's own type, if it is an enum
 * @throws ColumnUnsuitable a reload would give something else than what was written
 */
export function codecOf(column: ColumnMetadata, { driver }: DataSource, enumType: string): ColumnCodec {
  const columnType = driver.normalizeType(column);
  const declared = propertyTypeOf(column);
  const place: ColumnPlace = {
    entity: column.entityMetadata.name,
    property: column.propertyPath,
    columnType: column.type === 'simple-array' ? 'simple-array' : `${columnType}${column.isArray ? '[]' : ''}`,
    propertyType: declared === 'unknown' ? 'something that its metadata do not tell (a union, an interface)' : declared,
  };
  const refuse = (finding: string, advice: string) => new ColumnUnsuitable(place, finding, advice);
  const choose = choices[columnType];
  if (column.type === 'simple-array')
    throw refuse('its elements are cut at their commas', "Write { type: 'text', array: true }.");
  if (choose === undefined) {
    throw refuse('rows of a fold know no such column', `Keep it as text, ${withTransformer}`);
  }
  // Behind a transformer stands what the driver makes of the column, whatever the property is.
  const property = hasTransformer(column) ? (driven.get(columnType) ?? 'unknown') : declared;
  const only = <T extends PropertyType>(...types: readonly [T, ...T[]]): T => {
    if (property === 'unknown') return types[0];
    const type = types.find((one) => one === property);
    if (type === undefined)
      throw refuse(`a reload gives it as ${types.join(' or ')}`, `Declare it so, ${withTransformer}`);
    return type;
  };
  if (!column.isArray) return choose({ column, place, property, enumType, only, refuse });
  if (property !== 'unknown' && property !== 'array') throw refuse('a reload gives an array', 'Declare it so.');
  if (!elements.has(columnType))
    throw refuse('rows of a fold know no such array', 'Keep it as text[], integer[] or jsonb.');
  return arraysOf(place, choose({ column, place, property: 'unknown', enumType, only: (type) => type, refuse }));
}

function jsonOf(
  place: ColumnPlace,
  parameter: 'json' | 'jsonb',
  property: PropertyType,
  refuse: Choice['refuse'],
): ColumnCodec {
  if (property === 'object' || property === 'Date' || property === 'bigint') {
    throw refuse('a reload gives plain objects', `Declare its shape as an interface or a type, ${withTransformer}`);
  }
  return json(place, parameter);
}

function isUtc(): boolean {
  const months = [0, 3, 6, 9];
  return months.every((month) => new Date(2026, month, 1).getTimezoneOffset() === 0);
}
