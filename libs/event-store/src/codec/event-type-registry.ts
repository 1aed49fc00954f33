import {
  DuplicateEventType,
  eventDefinitionOf,
  type DomainEvent,
  type EventClass,
  type EventDefinition,
  type Upcasts,
} from '@daybook/domain';

/**
 * Which class a stored event is, by its type. Only registered classes can be appended, because only they can be read
 * again.
 *
 * @example
 * const registry = new EventTypeRegistry().register(AccountOpened, FundsDeposited);
 */
export class EventTypeRegistry {
  // Maps, not objects: a type may be called `toString` or `__proto__`.
  readonly #byType = new Map<string, EventDefinition>();
  readonly #byClass = new Map<unknown, EventDefinition>();
  readonly #upcasters = new Set<Upcasts>();
  #revision = 0;

  /**
   * Adds classes; one that is there already is passed over.
   *
   * @throws EventTypeMissing a class has no `@EventType`
   * @throws DuplicateEventType two classes have the same type; none of the call is added then
   */
  register(...classes: readonly EventClass[]): this {
    const added = new Map<string, EventDefinition>();
    for (const eventClass of classes) {
      const definition = eventDefinitionOf(eventClass);
      const known = this.#byType.get(definition.type) ?? added.get(definition.type);
      if (known === undefined) added.set(definition.type, definition);
      else if (known.eventClass !== eventClass) {
        throw new DuplicateEventType(definition.type, known.eventClass, eventClass);
      }
    }
    for (const definition of added.values()) {
      this.#byType.set(definition.type, definition);
      this.#byClass.set(definition.eventClass, definition);
      this.#revision++;
    }
    return this;
  }

  /**
   * Adds those who lift what was stored in older shapes. They are judged together, by the chain of the codec that uses this
   * registry, once all of them are here.
   */
  registerUpcasters(...upcasters: readonly Upcasts[]): this {
    for (const upcaster of upcasters) this.#upcasters.add(upcaster);
    this.#revision++;
    return this;
  }

  /** All upcasters, in the order of registration. */
  upcasters(): readonly Upcasts[] {
    return [...this.#upcasters];
  }

  /** Another number whenever something has been registered. */
  get revision(): number {
    return this.#revision;
  }

  /** The definition of a type, or undefined if no class of that type is registered. */
  byType(type: string): EventDefinition | undefined {
    return this.#byType.get(type);
  }

  /** The definition of an event's own class, or undefined if that class is not registered. */
  definitionOf(event: DomainEvent): EventDefinition | undefined {
    // By the prototype: an event could hold a field called `constructor`.
    const prototype = Object.getPrototypeOf(event) as { readonly constructor: unknown };
    return this.#byClass.get(prototype.constructor);
  }

  /** All of them, in the order of registration. */
  definitions(): readonly EventDefinition[] {
    return [...this.#byType.values()];
  }
}
