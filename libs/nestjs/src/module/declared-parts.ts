import {
  type AggregateClass,
  aggregateDefinitionOf,
  type EventDefinition,
  isUpcasterClass,
  type UpcasterClass,
} from '@daybook/domain';
import { EventTypeRegistry } from '@daybook/event-store';
import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { ModulesContainer, NestFactory } from '@nestjs/core';
import { ownProjectionDefinition, type ProjectionDefinition } from '../projections/projection-definition.js';
import { ownReactionDefinition, type ReactionDefinition } from '../reactions/reaction-definition.js';
import { ownSagaDefinition, type SagaDefinition } from '../sagas/saga-definition.js';
import { declaredFeature, type DaybookFeature } from './daybook-feature.js';

/** What an application declares: in the order of their names, each once. */
export interface DeclaredParts {
  /** Of every class that a context, an aggregate, a projection, a reaction or a saga names. */
  readonly events: readonly EventDefinition[];
  readonly aggregates: readonly AggregateClass[];
  readonly upcasters: readonly UpcasterClass[];
  readonly projections: readonly ProjectionDefinition[];
  readonly reactions: readonly ReactionDefinition[];
  /** Every version of each; those of one name in the order of their versions. */
  readonly sagas: readonly SagaDefinition[];
}

@Module({})
class DeclaringApplication {}

/**
 * What an application declares, found without starting it: no provider is made, no hook runs, no database is asked, and the
 * factories of `forRootAsync` are not called. For tools that describe an application, such as the event catalog.
 *
 * A projection or a reaction is found by its class, or by the token that it is provided under. One that a factory makes
 * under another token is not found.
 *
 * @example
 * const { events } = await declaredParts(AppModule);
 * @throws EventTypeMissing, DuplicateEventType, AggregateMissing a class is not decorated, or two have one name
 */
export async function declaredParts(application: Type | DynamicModule): Promise<DeclaredParts> {
  const root: DynamicModule = { module: DeclaringApplication, imports: [application] };
  const context = await NestFactory.createApplicationContext(root, {
    preview: true,
    logger: false,
    abortOnError: false,
  });
  try {
    return partsIn(context.get(ModulesContainer, { strict: false }));
  } finally {
    await context.close();
  }
}

function partsIn(modules: ModulesContainer): DeclaredParts {
  const providers = [...modules.values()].flatMap((module) => [...module.providers.values()]);
  const features = providers
    .filter(({ token }) => token === declaredFeature)
    .map(({ instance }) => instance as DaybookFeature);
  const classes = new Set(
    providers.flatMap(({ metatype, token, instance }) => [metatype, token, constructorOf(instance)]).filter(isClass),
  );
  const projections = definitionsIn(classes, ownProjectionDefinition, ({ name }) => name);
  const reactions = definitionsIn(classes, ownReactionDefinition, ({ name }) => name);
  const sagas = definitionsIn(
    new Set([...classes, ...features.flatMap(({ sagas: own = [] }) => own)]),
    ownSagaDefinition,
    ({ name }) => name,
  ).toSorted((a, b) => (a.name === b.name ? a.version - b.version : 0));
  const aggregates = inOrder(
    new Set(features.flatMap(({ aggregates: own = [] }) => own)),
    (aggregate) => aggregateDefinitionOf(aggregate).category,
  );
  const upcasters = new Set([
    ...features.flatMap(({ upcasters: own = [] }) => own),
    ...[...classes].filter(isUpcasterClass),
  ]);
  const registry = new EventTypeRegistry().register(
    ...aggregates.flatMap((aggregate) => aggregateDefinitionOf(aggregate).events),
    ...features.flatMap(({ events = [] }) => events),
    ...[...projections, ...reactions, ...sagas].flatMap(({ handlers }) => [...handlers.keys()]),
  );
  return {
    events: inOrder(new Set(registry.definitions()), ({ type }) => type),
    aggregates,
    upcasters: inOrder(upcasters, ({ name }) => name),
    projections,
    reactions,
    sagas,
  };
}

function definitionsIn<D>(
  classes: ReadonlySet<Type>,
  definitionOf: (ofClass: object) => D | undefined,
  nameOf: (definition: D) => string,
): readonly D[] {
  const found = [...classes].map(definitionOf).filter((definition) => definition !== undefined);
  return inOrder(new Set(found), nameOf);
}

function inOrder<T>(things: ReadonlySet<T>, nameOf: (thing: T) => string): readonly T[] {
  // Not by locale: the order must be the same on every machine.
  return [...things].sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0));
}

function constructorOf(instance: unknown): unknown {
  return typeof instance === 'object' && instance !== null ? instance.constructor : undefined;
}

function isClass(candidate: unknown): candidate is Type {
  return typeof candidate === 'function' && typeof candidate.prototype === 'object';
}
