import { isEventClass } from '../event/domain-event.js';
import type { EventClass } from '../event/domain-event.js';
import { eventDefinitionOf } from '../event/event-definition.js';
import { InvalidSchemaVersion } from '../event/invalid-schema-version.error.js';
import { NotADomainEvent } from '../event/not-a-domain-event.error.js';
import { assertValidName } from '../name/valid-name.js';
import { InvalidUpcaster } from './invalid-upcaster.error.js';
import { upcasterDefinition } from './upcaster-definition.js';
import type { EventShape, UpcasterDefinition } from './upcaster-definition.js';
import { UpcasterRepeated } from './upcaster-repeated.error.js';
import type { UpcasterClass } from './upcasts.js';

/** What an event becomes: another type, or another version of it. */
export interface UpcastTarget {
  /** The class, or the name of a type that has no class any more because it is lifted further. */
  readonly event: EventClass | string;
  readonly version: number;
}

/** Options of `@Upcaster`. */
export interface UpcasterOptions {
  /** The events that are lifted, as they are stored: their class, or the name of a type that has no class any more. */
  readonly event: EventClass | string;
  /** The stored version that is lifted, a whole number from 1. */
  readonly from: number;
  /**
   * What comes of it: a number for the next version of the same type, a target for another type, a list for several. An
   * empty list drops every event of this shape.
   */
  readonly to: number | UpcastTarget | readonly UpcastTarget[];
  /** Whether `upcast` may answer null, which drops the event, where `to` is no list. Default false. */
  readonly drops?: boolean;
}

/**
 * Makes a class an upcaster: one step in the life of an event's shape, from one stored version to the next.
 *
 * Steps are followed one after another, so that each release adds its own and never touches those before. `from` and `to`
 * are checked against each other and against the events' classes when the application starts: a step that is missing, or
 * there twice, stops it.
 *
 * @example
 * @Upcaster({ event: FundsDeposited, from: 1, to: 2 })
 * export class FundsDepositedV1ToV2 implements Upcasts {
 *   upcast(data: JsonObject): JsonObject {
 *     return { ...data, currency: 'EUR' };
 *   }
 * }
 *
 * @example
 * @Upcaster({ event: 'account.blocked', from: 1, to: { event: AccountFrozen, version: 1 } })
 * @Upcaster({ event: AccountOpened, from: 1, to: [{ event: AccountOpened, version: 2 }, { event: OverdraftAgreed, version: 1 }] })
 *
 * @throws InvalidUpcaster `to` is not what follows `from`, or names a type twice
 * @throws InvalidSchemaVersion a version is not a whole number from 1
 * @throws InvalidName, NotADomainEvent, EventTypeMissing an event is neither a type's name nor a decorated class
 * @throws UpcasterRepeated the class is an upcaster already
 */
export function Upcaster({ event, from, to, drops = false }: UpcasterOptions) {
  return (target: UpcasterClass): void => {
    if (Object.hasOwn(target, upcasterDefinition)) throw new UpcasterRepeated(target);
    const type = typeOf(event);
    assertVersion(type, from);
    const targets = targetsOf(type, to);
    assertFollowing(target, { type, version: from }, targets);
    if (typeof (target.prototype as { upcast?: unknown }).upcast !== 'function') {
      throw new InvalidUpcaster(target, 'has no method upcast', 'Write upcast(data, meta) as Upcasts has it.');
    }
    const splits = Array.isArray(to);
    const definition: UpcasterDefinition = {
      upcasterClass: target,
      type,
      from,
      targets: Object.freeze(targets),
      splits,
      drops: splits || drops,
    };
    Object.defineProperty(target, upcasterDefinition, { value: Object.freeze(definition) });
  };
}

/** The stored type of an event that is given by its class or by its name. */
export function typeOf(event: EventClass | string): string {
  if (typeof event === 'string') {
    assertValidName(event, 'event type');
    return event;
  }
  if (!isEventClass(event)) throw new NotADomainEvent(event);
  return eventDefinitionOf(event).type;
}

function targetsOf(type: string, to: UpcasterOptions['to']): EventShape[] {
  if (typeof to === 'number') return [{ type, version: to }];
  const targets = isList(to) ? to : [to];
  return targets.map(({ event, version }) => ({ type: typeOf(event), version }));
}

function assertFollowing(upcaster: UpcasterClass, from: EventShape, targets: readonly EventShape[]): void {
  const seen = new Set<string>();
  for (const { type, version } of targets) {
    assertVersion(type, version);
    if (type === from.type && version !== from.version + 1) {
      const reason = `lifts "${type}" from version ${from.version} to version ${version}`;
      throw new InvalidUpcaster(upcaster, reason, `Within one type the next version is ${from.version + 1}.`);
    }
    if (seen.has(type)) {
      throw new InvalidUpcaster(upcaster, `names "${type}" twice`, 'Name it once; several parts may be of one type.');
    }
    seen.add(type);
  }
}

function assertVersion(type: string, version: number): void {
  if (!Number.isSafeInteger(version) || version < 1) throw new InvalidSchemaVersion(type, version);
}

function isList(to: UpcastTarget | readonly UpcastTarget[]): to is readonly UpcastTarget[] {
  return Array.isArray(to);
}
