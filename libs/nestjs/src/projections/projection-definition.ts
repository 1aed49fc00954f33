import type { DomainEvent, EnvelopeMetadata, EventClass } from '@daybook/domain';
import type { ParkingLimits, RetryPolicy, UnknownEventsPolicy } from '@daybook/event-store';
import { ProjectionMissing } from './projection-missing.error.js';
import type { ProjectionKind } from './projection-kind.js';
import type { ProjectionMode, ReadModelClass } from './projection-options.js';
import type { ScheduledRehearsal } from './rehearsing/rehearsal-options.js';

/** A projection with everything that its decorator says, defaults included. */
export interface ProjectionDefinition {
  readonly name: string;
  readonly version: number;
  readonly kind: ProjectionKind;
  readonly mode: ProjectionMode;
  /** The class that bears the decorator. */
  readonly projection: object;
  /** One for a fold. */
  readonly readModels: readonly [ReadModelClass, ...ReadModelClass[]];
  /** Which method handles which event. */
  readonly handlers: ReadonlyMap<EventClass, string | symbol>;
  /** The names of those events, in the order of the alphabet. */
  readonly types: readonly string[];
  readonly categories: readonly string[] | undefined;
  readonly segments: number;
  readonly batchSize: number;
  readonly retry: RetryPolicy;
  readonly parking: ParkingLimits;
  readonly maxLag: number | undefined;
  /** Undefined for what the process says. */
  readonly unknownEvents: UnknownEventsPolicy | undefined;
  readonly onNewVersion: 'automatic' | 'by-operator';
  readonly rehearsal: ScheduledRehearsal | undefined;
  /** The keys of an event, each once. */
  keysOf(event: DomainEvent, meta: EnvelopeMetadata): readonly string[];
}

/** Where a class keeps its definition: its own property, so that a subclass never passes for its parent. */
export const projectionDefinition = Symbol.for('daybook.projection-definition');

/**
 * The definition of a class of projections.
 * @throws ProjectionMissing the class itself bears no `@Projection`; a parent's does not count
 */
export function projectionDefinitionOf(projectionClass: object): ProjectionDefinition {
  const definition = ownProjectionDefinition(projectionClass);
  if (definition === undefined) throw new ProjectionMissing(projectionClass);
  return definition;
}

/** The same, for those who have something else to do when there is none. */
export function ownProjectionDefinition(projectionClass: object): ProjectionDefinition | undefined {
  return Object.hasOwn(projectionClass, projectionDefinition)
    ? (projectionClass as { readonly [projectionDefinition]?: ProjectionDefinition })[projectionDefinition]
    : undefined;
}
