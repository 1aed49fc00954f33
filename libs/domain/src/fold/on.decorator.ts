import { isEventClass } from '../event/domain-event.js';
import type { EventClass } from '../event/domain-event.js';
import { NotADomainEvent } from '../event/not-a-domain-event.error.js';
import { ClassNotes } from '../metadata/class-notes.js';
import type { Handler, HandlerKey, handlers, KeyedHandlerShape } from './handler-shape.js';

/** A method and the events that it handles. */
export interface EventHandlers {
  readonly method: string | symbol;
  readonly eventClasses: readonly EventClass[];
  /** For which instances such an event is, where the decorator says so. */
  readonly key: HandlerKey | undefined;
}

type EventClasses = readonly [EventClass, ...EventClass[]];

type OnEvent<Event> = <Target extends object, H extends Handler<Target, Event>>(
  prototype: Target,
  method: string | symbol,
  descriptor: TypedPropertyDescriptor<H>,
) => void;

type OnKeyed<Event> = <Target extends KeyedKind, H extends Handler<Target, Event>>(
  prototype: Target,
  method: string | symbol,
  descriptor: TypedPropertyDescriptor<H>,
) => void;

/** A class of a kind that has keys. */
interface KeyedKind {
  readonly [handlers]: KeyedHandlerShape;
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
 * In a class whose kind has many instances, a saga's above all, a function behind the events says for which of them one is:
 *
 * @example
 * @On(StockReserved, (event) => event.orderId) reserved(event: StockReserved): void { … }
 *
 * @throws NotADomainEvent one of the classes is none of events (or undefined, when modules import each other)
 * @throws StaticMember the method is static
 */
// First, because the compiler would give a function that does not fit the other one no types for its parameters.
export function On<const Classes extends EventClasses>(
  ...eventsAndKey: readonly [...Classes, HandlerKey<InstanceType<Classes[number]>>]
): OnKeyed<InstanceType<Classes[number]>>;
export function On<const Classes extends EventClasses>(
  ...eventClasses: Classes
): OnEvent<InstanceType<Classes[number]>>;
export function On(...eventsAndKey: readonly unknown[]) {
  const last = eventsAndKey.at(-1);
  const key = eventsAndKey.length > 1 && isKeyFunction(last) ? last : undefined;
  const eventClasses = key === undefined ? eventsAndKey : eventsAndKey.slice(0, -1);
  return (prototype: object, method: string | symbol): void => {
    assertEventClasses(eventClasses);
    handlerNotes.add(prototype, { method, eventClasses, key });
  };
}

/** The handlers that a class has by `@On`, those of its parents first. */
export function handlersOf(ofClass: object): readonly EventHandlers[] {
  return handlerNotes.of(ofClass);
}

function assertEventClasses(classes: readonly unknown[]): asserts classes is readonly EventClass[] {
  for (const eventClass of classes) if (!isEventClass(eventClass)) throw new NotADomainEvent(eventClass);
}

/** A class is called with `new` alone, and has a prototype that cannot be exchanged; a class that is no event's is refused later. */
function isKeyFunction(value: unknown): value is HandlerKey {
  if (typeof value !== 'function' || isEventClass(value)) return false;
  return Object.getOwnPropertyDescriptor(value, 'prototype')?.writable !== false;
}
