import {
  type AggregateClass,
  aggregateDefinitionOf,
  type AggregateRoot,
  checkAggregate,
  type Clock,
  type EventClass,
  type Upcasts,
} from '@daybook/domain';
import type { EventStore, EventTypeRegistry } from '@daybook/event-store';
import { Logger } from '@nestjs/common';
import { AggregateRepository } from '../commands/aggregate-repository.js';
import type { AggregateCache } from '../commands/cache/aggregate-cache.js';
import type { TransactionContext } from '../commands/transaction-context.js';
import type { ConfiguredSnapshots } from './configured-snapshots.js';
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
    private readonly transactions: TransactionContext,
    private readonly clock: Clock,
    private readonly cache: AggregateCache | undefined,
    private readonly snapshots: Pick<ConfiguredSnapshots, 'register' | 'of'>,
  ) {}

  /**
   * Makes an aggregate and the events that it handles known.
   *
   * @throws AggregateMissing, EventTypeMissing the class, or one that it handles, is not decorated
   * @throws DuplicateCategory, DuplicateEventType another class bears the same name
   * @throws StateNotCaptured snapshots are to be taken of it, and its state cannot be captured; names the field
   */
  registerAggregate(aggregateClass: AggregateClass): void {
    checkAggregate(aggregateClass);
    const { category, events } = aggregateDefinitionOf(aggregateClass);
    const known = this.#byCategory.get(category) ?? aggregateClass;
    if (known !== aggregateClass) throw new DuplicateCategory(category, [known.name, aggregateClass.name]);
    this.registerEvents(events);
    this.snapshots.register(aggregateClass);
    this.#byCategory.set(category, aggregateClass);
  }

  /** @throws EventTypeMissing, DuplicateEventType */
  registerEvents(events: readonly EventClass[]): void {
    this.eventTypes.register(...events);
  }

  /** They are judged together, when everything has been registered. */
  registerUpcasters(upcasters: readonly Upcasts[]): void {
    this.eventTypes.registerUpcasters(...upcasters);
  }

  /** The aggregate whose streams are of this category; undefined if none is registered. */
  aggregateOf(category: string): AggregateClass | undefined {
    return this.#byCategory.get(category);
  }

  /** The one repository of an aggregate. */
  repositoryOf(aggregateClass: AggregateClass): AggregateRepository<AggregateRoot> {
    const known = this.#repositories.get(aggregateClass);
    const repository = known ?? this.#newRepository(aggregateClass);
    this.#repositories.set(aggregateClass, repository);
    return repository;
  }

  #newRepository(aggregateClass: AggregateClass): AggregateRepository<AggregateRoot> {
    const { clock, transactions, cache } = this;
    const uncopyable = ({ message }: Error): void => {
      new Logger('Daybook').warn(`Each decision of "${aggregateClass.name}" reads its whole stream. ${message}`);
    };
    const snapshots = this.snapshots.of(aggregateClass);
    return new AggregateRepository(aggregateClass, this.store, { clock, transactions, cache, uncopyable, snapshots });
  }
}
