import { isEventClass } from '../event/domain-event.js';
import type { EventClass } from '../event/domain-event.js';
import { NotADomainEvent } from '../event/not-a-domain-event.error.js';
import { ClassNotes } from '../metadata/class-notes.js';
import type { Handler } from './handler-shape.js';

/** A method and the events that it handles. */
export interface EventHandlers {
  readonly method: string | symbol;
  readonly eventClasses: readonly EventClass[];
}

const handlerNotes = new ClassNotes<EventHandlers>('handlers');

/**
 * Makes a method the handler of one or more events.
 *
 * Its type follows from the class that it stands in: in an aggregate or an entity `(event, meta) => void`, never a
 * promise; in other classes as their kind has it. A wrong event, one of the same shape included, does not compile.
 *
 * A handler of an aggregate runs when the event is applied and again whenever it is read: it changes state, and neither
 * decides nor reads the time. A subclass inherits the handlers of its parents, and changes one by overriding the method.
 *
 * @example
 * @On(FundsDeposited, InterestCredited)
 * protected credited(event: FundsDeposited | InterestCredited, meta: AppliedMetadata): void {
 *   this.balanceMinor += event.amountMinor;
 *   this.changedAt = meta.occurredAt;
 * }
 *
 * @throws NotADomainEvent one of the classes is none of events (or undefined, when modules import each other)
 * @throws StaticMember the method is static
 */
export function On<const Classes extends readonly [EventClass, ...EventClass[]]>(...eventClasses: Classes) {
  return <Target extends object, H extends Handler<Target, InstanceType<Classes[number]>>>(
    prototype: Target,
    method: string | symbol,
    _descriptor: TypedPropertyDescriptor<H>,
  ): void => {
    for (const eventClass of eventClasses) if (!isEventClass(eventClass)) throw new NotADomainEvent(eventClass);
    handlerNotes.add(prototype, { method, eventClasses });
  };
}

/** The handlers that a class has by `@On`, those of its parents first. */
export function handlersOf(ofClass: object): readonly EventHandlers[] {
  return handlerNotes.of(ofClass);
}
