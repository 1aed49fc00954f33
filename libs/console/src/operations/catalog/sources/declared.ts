import type { JsonObject } from '@daybook/domain';
import type { JsonSchema } from '../schema/json-schema.js';

/** A field as the source declares it. */
export interface DeclaredField {
  readonly schema: JsonSchema;
  /** `field?:`, or a type with undefined in it. */
  readonly isOptional: boolean;
  /** A type with null in it. */
  readonly isNullable: boolean;
  /** Its docstring. */
  readonly description?: string;
}

export type DeclaredFields = ReadonlyMap<string, DeclaredField>;

/** A class or an interface as the source declares it. */
export interface Declared {
  readonly name: string;
  /** Where it stands. */
  readonly file: string;
  /** Its docstring, without the tags; empty if it has none. */
  readonly meaning: string;
  /** Its `@example` tags, as far as they are JSON objects. */
  readonly examples: readonly JsonObject[];
  readonly fields: DeclaredFields;
}

/** What the sources of an application say of its classes. */
export interface DeclaredSources {
  /** The class that bears this event type, or the interface that is told apart by it; else the only class of this name. */
  eventOf(type: string, className: string): Declared | undefined;
  /** The only class of this name. */
  valueOf(className: string): Declared | undefined;
}

/** Where there are no sources, as in production. */
export const noSources: DeclaredSources = { eventOf: () => undefined, valueOf: () => undefined };
