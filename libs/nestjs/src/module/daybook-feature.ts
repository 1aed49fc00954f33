import type { AggregateClass, EventClass } from '@daybook/domain';
import { type DynamicModule, type FactoryProvider, Module, type Provider } from '@nestjs/common';
import { AggregateRegistry } from './aggregate-registry.js';
import { getAggregateRepositoryToken } from './aggregate-repository.token.js';
import { ClassMissing } from './class-missing.error.js';
import { DaybookNotConfigured } from './daybook-not-configured.error.js';

/** What a bounded context brings. */
export interface DaybookFeature {
  /** Its aggregates; each gets a repository, and the events that it handles by `@On` are registered with it. */
  readonly aggregates?: readonly AggregateClass[];
  /** Events that no aggregate of this process handles, but that are read here. Default: none. */
  readonly events?: readonly EventClass[];
}

/** What `forFeature` makes: a module for each call, with the repositories for whoever imports it. */
@Module({})
export class DaybookFeatureModule {}

/** The module of one feature. Its repositories wait until everything of the feature is registered. */
export function featureModule({ aggregates = [], events = [] }: DaybookFeature): DynamicModule {
  aggregates.forEach((aggregateClass, place) => requireClass(aggregateClass, `forFeature({ aggregates: [${place}] })`));
  events.forEach((eventClass, place) => requireClass(eventClass, `forFeature({ events: [${place}] })`));
  const registration = Symbol('daybook.registration');
  const register: Provider = {
    provide: registration,
    inject: [{ token: AggregateRegistry, optional: true }],
    useFactory: (registry?: AggregateRegistry) => registered(registry, aggregates, events),
  };
  const repositories = aggregates.map((aggregateClass): FactoryProvider => ({
    provide: getAggregateRepositoryToken(aggregateClass),
    inject: [registration],
    useFactory: (registry: AggregateRegistry) => registry.repositoryOf(aggregateClass),
  }));
  const exports = repositories.map(({ provide }) => provide);
  return { module: DaybookFeatureModule, providers: [register, ...repositories], exports };
}

function requireClass(given: unknown, place: string): void {
  if (typeof given !== 'function') throw new ClassMissing(place);
}

function registered(
  registry: AggregateRegistry | undefined,
  aggregates: readonly AggregateClass[],
  events: readonly EventClass[],
): AggregateRegistry {
  if (registry === undefined) throw new DaybookNotConfigured([...aggregates, ...events].map(({ name }) => name));
  for (const aggregateClass of aggregates) registry.registerAggregate(aggregateClass);
  registry.registerEvents(events);
  return registry;
}
