import type { EventClass } from '../event/domain-event.js';
import { HandlerRepeated } from './handler-repeated.error.js';
import { handlersOf } from './on.decorator.js';

/**
 * Which method of a class handles which event, by its own `@On` and those of its parents. For libraries that add a kind
 * of class with handlers.
 *
 * @throws HandlerRepeated two methods handle the same event
 */
export function handlingMethodsOf(ofClass: object): ReadonlyMap<EventClass, string | symbol> {
  const methods = new Map<EventClass, string | symbol>();
  for (const { method, eventClasses } of handlersOf(ofClass)) {
    for (const eventClass of eventClasses) {
      const other = methods.get(eventClass);
      if (other !== undefined && other !== method) throw new HandlerRepeated(ofClass, eventClass, other, method);
      methods.set(eventClass, method);
    }
  }
  return methods;
}
