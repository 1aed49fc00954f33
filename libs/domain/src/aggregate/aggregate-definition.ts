import type { EventClass } from '../event/domain-event.js';
import type { SnapshotPolicy } from '../snapshot/snapshot-policy.js';
import { AggregateMissing } from './aggregate-missing.error.js';
import type { AggregateClass, AggregateRoot } from './aggregate-root.js';

/** What `@Aggregate` has fixed about a class. */
export interface AggregateDefinition<A extends AggregateRoot = AggregateRoot> {
  /** The first part of the ids of its streams. */
  readonly category: string;
  readonly aggregateClass: AggregateClass<A>;
  /** Every event that it, or an entity inside it, names by `@On`. */
  readonly events: readonly EventClass[];
  /** When a snapshot is taken, unless the configuration says otherwise; undefined if the class says nothing of it. */
  readonly snapshot: SnapshotPolicy | undefined;
  /** Which shape the state has, on the author's word; undefined if it is read from the code. */
  readonly stateVersion: number | string | undefined;
}

/** Where a class keeps its definition: its own property, so that a subclass never passes for its parent. */
export const aggregateDefinition = Symbol.for('daybook.aggregate-definition');

/**
 * The definition of a class of aggregates.
 * @throws AggregateMissing the class itself bears no `@Aggregate`; a parent's does not count
 */
export function aggregateDefinitionOf<A extends AggregateRoot>(
  aggregateClass: AggregateClass<A>,
): AggregateDefinition<A> {
  if (!Object.hasOwn(aggregateClass, aggregateDefinition)) throw new AggregateMissing(aggregateClass);
  return (aggregateClass as unknown as { readonly [aggregateDefinition]: AggregateDefinition<A> })[aggregateDefinition];
}
