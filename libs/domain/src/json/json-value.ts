/** What JSON can say, and nothing else: no `undefined`, no `Date`, no `bigint`, no class. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: JsonValue;
}
