import type { DomainEvent } from '@daybook/domain';
import { copyOf } from '../read-model/copy-of.js';

/**
 * The event as a handler may have it for one row: the lists and objects in it become part of rows
 * (`row.lines = event.lines`) and are changed there, which no other row and no second attempt must see.
 */
export function ownEvent<E extends DomainEvent>(event: E): E {
  for (const name of Object.keys(event)) {
    const held = (event as Readonly<Record<string, unknown>>)[name];
    if (typeof held === 'object' && held !== null) return Object.freeze(copyOf(event));
  }
  return event;
}
