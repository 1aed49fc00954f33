import type { AggregateClass, EventClass, UpcasterClass, Upcasts } from '@daybook/domain';
import {
  type DynamicModule,
  type FactoryProvider,
  Module,
  type ModuleMetadata,
  type Provider,
  type Type,
} from '@nestjs/common';
import type { SagaClass } from '../sagas/saga-options.js';
import { SagaRegistry } from '../sagas/saga-registry.js';
import { severalCopies } from '../installation/several-copies.js';
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
  /**
   * Those who lift what was stored in older shapes (`@Upcaster`): providers, which may have dependencies. A class that is
   * a provider of a module anyway need not be named. Default: none.
   */
  readonly upcasters?: readonly UpcasterClass[];
  /**
   * Its sagas (`@Saga`): every version that instances may still go by. The events that they handle are registered with them.
   * Default: none.
   */
  readonly sagas?: readonly SagaClass[];
  /** The modules whose providers the upcasters need, where those are not global. Default: none. */
  readonly imports?: NonNullable<ModuleMetadata['imports']>;
}

/** Where a feature's module keeps what it was given, for those who look at an application without starting it. */
export const declaredFeature = Symbol.for('daybook.declared-feature');

/** What `forFeature` makes: a module for each call, with the repositories for whoever imports it. */
@Module({})
export class DaybookFeatureModule {}

/** The module of one feature. Its repositories wait until everything of the feature is registered. */
export function featureModule(feature: DaybookFeature): DynamicModule {
  const { aggregates = [], events = [], upcasters = [], sagas = [], imports = [] } = feature;
  aggregates.forEach((aggregateClass, place) => requireClass(aggregateClass, `forFeature({ aggregates: [${place}] })`));
  events.forEach((eventClass, place) => requireClass(eventClass, `forFeature({ events: [${place}] })`));
  upcasters.forEach((upcaster, place) => requireClass(upcaster, `forFeature({ upcasters: [${place}] })`));
  sagas.forEach((saga, place) => requireClass(saga, `forFeature({ sagas: [${place}] })`));
  const own = upcasters as unknown as readonly Type<Upcasts>[];
  const registration = Symbol('daybook.registration');
  const register: Provider = {
    provide: registration,
    inject: [{ token: AggregateRegistry, optional: true }, { token: SagaRegistry, optional: true }, ...own],
    useFactory: (registry?: AggregateRegistry, sagaRegistry?: SagaRegistry, ...lifting: readonly Upcasts[]) => {
      const complete = registered(registry, aggregates, events, sagas);
      for (const saga of sagas) sagaRegistry?.register(saga);
      complete.registerUpcasters(lifting);
      return complete;
    },
  };
  const repositories = aggregates.map((aggregateClass): FactoryProvider => ({
    provide: getAggregateRepositoryToken(aggregateClass),
    inject: [registration],
    useFactory: (registry: AggregateRegistry) => registry.repositoryOf(aggregateClass),
  }));
  const exports = repositories.map(({ provide }) => provide);
  const declared: Provider = { provide: declaredFeature, useValue: feature };
  const providers = [register, ...own, ...repositories, declared];
  return { module: DaybookFeatureModule, imports, providers, exports };
}

function requireClass(given: unknown, place: string): void {
  if (typeof given !== 'function') throw new ClassMissing(place);
}

function registered(
  registry: AggregateRegistry | undefined,
  aggregates: readonly AggregateClass[],
  events: readonly EventClass[],
  sagas: readonly SagaClass[],
): AggregateRegistry {
  if (registry === undefined) {
    throw new DaybookNotConfigured(
      [...aggregates, ...events, ...sagas].map(({ name }) => name),
      severalCopies(),
    );
  }
  for (const aggregateClass of aggregates) registry.registerAggregate(aggregateClass);
  registry.registerEvents(events);
  return registry;
}
