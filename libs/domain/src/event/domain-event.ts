import { buildFrozen } from '../field/build-frozen.js';
import type { FieldArguments, Fields } from '../field/fields.js';
import { Mark } from '../metadata/mark.js';

/** Only a type: what tells two events of the same shape apart. Nothing stands under it at run time. */
export const type: unique symbol = Symbol.for('daybook.event-brand');

const mark = new Mark('domain-event');

/** The class of an event. It has no constructor of its own: events are made by `of`, and by reading them again. */
export type EventClass<E extends DomainEvent = DomainEvent> = new () => E;

/** The fields of an event, as `of` takes them: the brand and the methods left out, every modifier kept. */
export type EventData<E> = Fields<E>;

/**
 * An immutable fact in the past tense. Its class says what the fact holds; `@EventType` gives it the name under which it
 * is kept for ever.
 *
 * The type parameter repeats that name, and by it the compiler tells apart events that look the same.
 *
 * @example
 * @EventType('account.funds-deposited')
 * export class FundsDeposited extends DomainEvent<'account.funds-deposited'> {
 *   readonly amountMinor!: number;
 *   readonly reference?: string;
 * }
 * FundsDeposited.of({ amountMinor: 100 });
 */
export abstract class DomainEvent<Type extends string = string> {
  declare readonly [type]: Type;

  /**
   * The fact with these values, frozen. The fields are assigned after construction, so that they survive either setting
   * of `useDefineForClassFields`.
   * @throws ReservedField a field is named `__proto__` or `constructor`
   */
  static of<E extends DomainEvent>(this: EventClass<E>, ...[data]: FieldArguments<E>): E {
    return buildFrozen(this, data ?? {});
  }

  static {
    mark.put(this.prototype);
  }
}

/** True for an event, also one whose class extends another installed copy's `DomainEvent`. */
export function isDomainEvent(value: unknown): value is DomainEvent {
  return mark.isOn(value);
}

/** True for a class of events, decorated or not. */
export function isEventClass(value: unknown): value is EventClass {
  return typeof value === 'function' && isDomainEvent(value.prototype);
}
