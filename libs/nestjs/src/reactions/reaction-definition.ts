import type { DomainEvent, EventClass, EventMetadata } from '@daybook/domain';
import type { Reading, SubscriptionStart } from '@daybook/event-store';
import { ReactionMissing } from './reaction-missing.error.js';

/** A reaction with everything that its decorator says, defaults included. */
export interface ReactionDefinition extends Reading {
  /** That of its subscription as well. */
  readonly name: string;
  /** The class that bears the decorator. */
  readonly reaction: object;
  /** Which method handles which event. */
  readonly handlers: ReadonlyMap<EventClass, string | symbol>;
  /** The names of those events, in the order of the alphabet. */
  readonly types: readonly string[];
  readonly from: SubscriptionStart;
  readonly concurrency: number;
  /** Whether events are handled that are copies of others. */
  readonly handlesCopies: boolean;
  /** The key of an event; undefined to pass it over, or where it is the stream's. */
  readonly key: ((event: DomainEvent, meta: EventMetadata) => string | undefined) | undefined;
}

/** Where a class keeps its definition: its own property, so that a subclass never passes for its parent. */
export const reactionDefinition = Symbol.for('daybook.reaction-definition');

/**
 * The definition of a class of reactions.
 * @throws ReactionMissing the class itself bears no `@Reaction`; a parent's does not count
 */
export function reactionDefinitionOf(reactionClass: object): ReactionDefinition {
  const definition = ownReactionDefinition(reactionClass);
  if (definition === undefined) throw new ReactionMissing(reactionClass);
  return definition;
}

/** The same, for those who have something else to do when there is none. */
export function ownReactionDefinition(reactionClass: object): ReactionDefinition | undefined {
  return Object.hasOwn(reactionClass, reactionDefinition)
    ? (reactionClass as { readonly [reactionDefinition]?: ReactionDefinition })[reactionDefinition]
    : undefined;
}
