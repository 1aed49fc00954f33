import type { EventTypeRegistry } from '@daybook/event-store';
import { DuplicateReaction } from './duplicate-reaction.error.js';
import { type ReactionDefinition, reactionDefinitionOf } from './reaction-definition.js';

/** A reaction of the application: what it is, and the provider that handles. */
export interface RegisteredReaction {
  readonly definition: ReactionDefinition;
  readonly instance: object;
}

/**
 * Which reactions an application has. There is one for the whole application, filled before any module is initialised; the
 * events that a reaction names by `@On` are registered with it.
 */
export class ReactionRegistry {
  readonly #byName = new Map<string, RegisteredReaction>();

  constructor(private readonly eventTypes: EventTypeRegistry) {}

  /**
   * Makes a reaction known, by the instance that does its work.
   *
   * @throws ReactionMissing its class bears no `@Reaction`
   * @throws DuplicateReaction, DuplicateEventType another class stands in its way
   */
  register(instance: object): void {
    const definition = reactionDefinitionOf(instance.constructor);
    const { name, reaction, handlers } = definition;
    const known = this.#byName.get(name)?.definition.reaction ?? reaction;
    if (known !== reaction) throw new DuplicateReaction(name, known, reaction);
    this.eventTypes.register(...handlers.keys());
    this.#byName.set(name, { definition, instance });
  }

  /** All of them, in the order of their names. */
  all(): readonly RegisteredReaction[] {
    return [...this.#byName.values()].sort((a, b) => (a.definition.name < b.definition.name ? -1 : 1));
  }

  /** The one of a name; undefined if the application has none. */
  find(name: string): RegisteredReaction | undefined {
    return this.#byName.get(name);
  }
}
