import { UnknownInlineProjection } from '../stream/unknown-inline-projection.error.js';
import { sqlStateOf } from './database-error.js';

// Of the class that says that the server could not: a release that does not know it answers 503 as well.
const unfolded = '53DB1';

/** The refusal of `sql/functions/refuse_unfolded.sql`; undefined if it is another error. */
export function unknownInlineProjection(error: unknown): UnknownInlineProjection | undefined {
  if (sqlStateOf(error) !== unfolded) return undefined;
  const { constraint, column, dataType } = error as Record<'constraint' | 'column' | 'dataType', unknown>;
  return new UnknownInlineProjection(String(constraint), Number(column), String(dataType), error);
}
