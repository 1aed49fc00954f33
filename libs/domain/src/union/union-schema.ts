import type { EventClass } from '../event/domain-event.js';
import type { EventSchema } from './event-schema.js';

/** Where the class of a union's event keeps the schema of the whole union. */
export const unionSchema = Symbol.for('daybook.union-schema');

/**
 * The schema of the union that a class of events was made of, for those who describe events; undefined for a class that
 * somebody has written.
 */
export function unionSchemaOf(eventClass: EventClass): EventSchema<unknown> | undefined {
  return Object.hasOwn(eventClass, unionSchema)
    ? (eventClass as { readonly [unionSchema]?: EventSchema<unknown> })[unionSchema]
    : undefined;
}
