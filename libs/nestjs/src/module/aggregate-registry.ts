import {
  type AggregateClass,
  aggregateDefinitionOf,
  type AggregateRoot,
  checkAggregate,
  type Clock,
  type EventClass,
} from '@daybook/domain';
import type { EventStore, EventTypeRegistry } from '@daybook/event-store';
import { AggregateRepository } from '../commands/aggregate-repository.js';
import { DuplicateCategory } from './duplicate-category.error.js';

/**
 * Which aggregates and events an application has. There is one for the whole application, filled by every `forFeature`;
 * what is registered twice is registered once.
 */
export class AggregateRegistry {
  readonly #repositories = new Map<AggregateClass, AggregateRepository<AggregateRoot>>();
  readonly #byCategory = new Map<string, AggregateClass>();

  constructor(
    private readonly store: EventStore,
    private readonly eventTypes: EventTypeRegistry,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes an aggregate and the events that it handles known.
   *
   * @throws AggregateMissing, EventTypeMissing the class, or one that it handles, is not decorated
   * @throws DuplicateCategory, DuplicateEventType another class bears the same name
   */
  registerAggregate(aggregateClass: AggregateClass): void {
    checkAggregate(aggregateClass);
    const { category, events } = aggregateDefinitionOf(aggregateClass);
    const known = this.#byCategory.get(category) ?? aggregateClass;
    if (known !== aggregateClass) throw new DuplicateCategory(category, [known.name, aggregateClass.name]);
    this.registerEvents(events);
    this.#byCategory.set(category, aggregateClass);
  }

  /** @throws EventTypeMissing, DuplicateEventType */
  registerEvents(events: readonly EventClass[]): void {
    this.eventTypes.register(...events);
  }

  /** The one repository of an aggregate. */
  repositoryOf(aggregateClass: AggregateClass): AggregateRepository<AggregateRoot> {
    const known = this.#repositories.get(aggregateClass);
    const repository = known ?? new AggregateRepository(aggregateClass, this.store, this.clock);
    this.#repositories.set(aggregateClass, repository);
    return repository;
  }
}
