import { createHash } from 'node:crypto';
import type { JsonValue } from '@daybook/domain';
import { kindOf } from '../schema/alternatives.js';
import { below } from '../schema/misfit.js';

/** The shape of a payload: which fields it has and of what kinds, and never what is in them. */
export interface Shape {
  /** The same for the same shape, on every machine. */
  readonly fingerprint: string;
  /** Each field with its kind, in the order of the alphabet: `lines[].amount integer`. */
  readonly fields: readonly string[];
}

/** The most fields of one place: more are taken for a record, whose keys are data. */
const mostFields = 64;

export function shapeOf(payload: JsonValue): Shape {
  const fields = [...new Set(fieldsOf(payload, ''))].sort();
  const fingerprint = createHash('sha256').update(fields.join('\n')).digest('hex').slice(0, 8);
  return { fingerprint, fields };
}

function fieldsOf(value: JsonValue, path: string): readonly string[] {
  const kind = kindOf(value);
  const own = path === '' ? [] : [`${path} ${kind}`];
  if (Array.isArray(value))
    return [...own, ...(value as readonly JsonValue[]).flatMap((one) => fieldsOf(one, `${path}[]`))];
  if (typeof value !== 'object' || value === null) return own;
  const entries = Object.entries(value);
  const isRecord = entries.length > mostFields;
  return [
    ...own,
    ...entries.flatMap(([name, inner]) =>
      inner === undefined ? [] : fieldsOf(inner, below(path, isRecord ? '*' : name)),
    ),
  ];
}
