import type { EventShape, JsonObject } from '@daybook/domain';
import type { JsonSchema } from './schema/json-schema.js';

/** What an event catalog calls itself, so that a later one can be told from it. */
export const catalogFormat = 'daybook-event-catalog/1';

/** Every event of an application, as it is committed and compared: sorted, without times, the same on every machine. */
export interface EventCatalog {
  readonly format: typeof catalogFormat;
  /** In the order of their types. */
  readonly events: readonly CataloguedEvent[];
  /** In the order of their names and versions. Missing where the application has none. */
  readonly sagas?: readonly CataloguedSaga[];
}

/** A version of a saga: what makes it move, and what it does, as far as its class declares it. */
export interface CataloguedSaga {
  readonly name: string;
  readonly version: number;
  /** The events with which an instance begins. */
  readonly startsOn: readonly string[];
  /** The other events that it hears of. */
  readonly hears: readonly string[];
  readonly deadlines: readonly string[];
  /** The commands whose refusal it has a method for: it sends these, and may send others. */
  readonly commands: readonly string[];
}

/** A type of events. */
export interface CataloguedEvent {
  readonly type: string;
  /** The class that bears it today; null if none does any more. */
  readonly name: string | null;
  /** The version that is written today; null if none is any more. */
  readonly version: number | null;
  /** Its docstring. */
  readonly meaning: string;
  /** The fields that say something about a person. */
  readonly personal: readonly string[];
  /** The aggregates whose events these are, by their categories. */
  readonly emittedBy: readonly string[];
  /** Who reads them. */
  readonly readBy: CataloguedReaders;
  /** Every version that was ever written, as far as the catalog has met it: in their order. */
  readonly versions: readonly CataloguedVersion[];
  /** What was found wrong and accepted, with the reason. */
  readonly accepted: Readonly<Record<string, string>>;
}

/** Who reads a type of events, by name. */
export interface CataloguedReaders {
  readonly projections: readonly string[];
  readonly reactions: readonly string[];
  readonly sagas: readonly string[];
}

/** One version of a type. */
export interface CataloguedVersion {
  readonly version: number;
  /** Null for a version that was gone before there was a catalog. */
  readonly schema: JsonSchema | null;
  /** Payloads as they are stored, kept for ever: the test of the catalog reads them with today's code. */
  readonly examples: readonly JsonObject[];
  /** What it becomes when it is read, and by whom; null for the version of today. */
  readonly upcast: { readonly by: string; readonly to: readonly EventShape[] } | null;
}
