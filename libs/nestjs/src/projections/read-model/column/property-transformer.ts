import type { ValueTransformer } from 'typeorm';
import type { ColumnMetadata } from './column-metadata.js';
import { dayOf, midnightOf } from './time-codecs.js';

/** Lets a repository read a column as its property is declared, as the rows of a projection are. */
class PropertyTransformer implements ValueTransformer {
  constructor(
    readonly to: (value: unknown) => unknown,
    private readonly read: (value: unknown) => unknown,
  ) {}

  from(value: unknown): unknown {
    return value == null ? value : this.read(value);
  }
}

const asItIs = (value: unknown): unknown => value;

/** By type of column and property: where the driver gives something else than the property is declared as. */
const transformers = new Map<string, PropertyTransformer>([
  ['bigint as number', new PropertyTransformer(asItIs, Number)],
  ['bigint as bigint', new PropertyTransformer(asItIs, (text) => BigInt(text as string))],
  ['numeric as bigint', new PropertyTransformer(asItIs, (text) => BigInt(text as string))],
  ['timestamp with time zone as string', new PropertyTransformer(asItIs, (moment) => (moment as Date).toISOString())],
  [
    'timestamp without time zone as string',
    new PropertyTransformer(asItIs, (moment) => (moment as Date).toISOString()),
  ],
  [
    'date as Date',
    new PropertyTransformer(
      (day) => dayOf(day) ?? day,
      (text) => midnightOf(text as string),
    ),
  ],
]);

/** Gives a column the transformer that its repositories lack, unless it has one. */
export function readAsDeclared(column: ColumnMetadata, columnType: string, propertyType: string): void {
  const transformer = transformers.get(`${columnType} as ${propertyType}`);
  if (transformer !== undefined && !column.isArray) column.transformer ??= transformer;
}

/** Whether somebody else has given the column one. */
export function hasTransformer({ transformer }: ColumnMetadata): boolean {
  return transformer !== undefined && !(transformer instanceof PropertyTransformer);
}
