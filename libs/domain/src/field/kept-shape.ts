import type { JsonObject } from '../json/json-value.js';

/** What a codec writes, for those who describe events: a JSON Schema, or what a schema can be made of. */
export type KeptShape =
  | { readonly schema: JsonObject }
  /** An object of this class's fields. */
  | { readonly fieldsOf: new () => object }
  /** A list; undefined if nothing is known of what is in it. */
  | { readonly listOf: KeptShape | undefined }
  /** A list of pairs of a text and a value; undefined if nothing is known of the values. */
  | { readonly pairsOf: KeptShape | undefined };
