import { sameValue } from '@daybook/domain';
import type { FieldDifference, RowDifference } from './verification-report.js';

type Fields = Readonly<Record<string, unknown>>;

/** A difference before anybody has asked for its events. */
export type BareDifference = Omit<RowDifference, 'events'>;

/** How a row differs from what it should be; undefined if it does not. Values are compared by what they hold. */
export function rowDifference(
  key: string,
  expected: object | undefined,
  found: object | undefined,
): BareDifference | undefined {
  const should = (expected ?? {}) as Fields;
  const is = (found ?? {}) as Fields;
  const differs = (field: string): boolean => !sameValue(should[field], is[field]);
  const fields = [...new Set([...Object.keys(should), ...Object.keys(is)])];
  const differing = fields.filter((field) => expected === undefined || found === undefined || differs(field));
  if (expected === undefined && found === undefined) return undefined;
  if (expected !== undefined && found !== undefined && differing.length === 0) return undefined;
  return {
    key,
    kind: expected === undefined ? 'surplus' : found === undefined ? 'missing' : 'altered',
    fields: differing.map((field): FieldDifference => ({ field, expected: should[field], found: is[field] })),
    failure: undefined,
  };
}
