import type { JsonSchema } from '../schema/json-schema.js';
import type { SchemaChange } from './schema-change.js';

/** Where two shapes are compared. */
export interface Place {
  /** `lines[].amount`; empty for the payload as a whole. */
  readonly path: string;
  /** What references are looked up in. */
  readonly roots: { readonly before: JsonSchema; readonly after: JsonSchema };
  readonly depth: number;
  /** Compares what is inside, at a place of its own. */
  readonly compare: (before: JsonSchema, after: JsonSchema, place: Place) => readonly SchemaChange[];
}

/** The place of what is inside of another's. */
export function inside(place: Place, path: string): Place {
  return { ...place, path, depth: place.depth + 1 };
}
