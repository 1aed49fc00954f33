import { assertValidName } from '../name/valid-name.js';
import { isEventClass } from './domain-event.js';
import type { DomainEvent, EventClass } from './domain-event.js';
import { fieldCodecsOf } from '../field/encoded-by.decorator.js';
import { EventConstructorHasParameters } from './event-constructor-has-parameters.error.js';
import { eventDefinition, ownEventDefinition } from './event-definition.js';
import type { EventDefinition } from './event-definition.js';
import { EventTypeRepeated } from './event-type-repeated.error.js';
import { InvalidSchemaVersion } from './invalid-schema-version.error.js';
import { NotADomainEvent } from './not-a-domain-event.error.js';

/** Options of `@EventType`. */
export interface EventTypeOptions {
  /** The version of the payload's shape, a whole number from 1. Default 1. */
  readonly version?: number;
}

/**
 * Gives a class of events the name under which it is kept for ever. The class itself may be renamed and moved; this name
 * may not.
 *
 * The name must be the one in the class's `DomainEvent<'…'>`; another one does not compile.
 *
 * @example
 * @EventType('account.funds-deposited', { version: 2 })
 * export class FundsDeposited extends DomainEvent<'account.funds-deposited'> {
 *   readonly amountMinor!: number;
 * }
 *
 * @param options.version the version of the payload's shape, a whole number from 1; default 1
 * @throws InvalidName the name cannot be kept
 * @throws InvalidSchemaVersion the version is not a whole number from 1
 * @throws NotADomainEvent the class does not extend `DomainEvent`
 * @throws EventConstructorHasParameters the class could not be made again when it is read
 * @throws EventTypeRepeated the class has a type already
 */
export function EventType<const Name extends string>(name: Name, { version = 1 }: EventTypeOptions = {}) {
  return (target: abstract new () => DomainEvent<Name>): void => {
    assertValidName(name, 'event type');
    if (!Number.isSafeInteger(version) || version < 1) throw new InvalidSchemaVersion(name, version);
    if (!isEventClass(target)) throw new NotADomainEvent(target);
    if (target.length > 0) throw new EventConstructorHasParameters(target);
    const known = ownEventDefinition(target);
    if (known !== undefined) throw new EventTypeRepeated(target, known.type, name);
    define(target, { type: name, schemaVersion: version, eventClass: target, fieldCodecs: fieldCodecsOf(target) });
  };
}

function define(eventClass: EventClass, definition: EventDefinition): void {
  Object.defineProperty(eventClass, eventDefinition, { value: Object.freeze(definition) });
}
