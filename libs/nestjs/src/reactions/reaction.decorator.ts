import type { handlers } from '@daybook/domain';
import { defineReaction } from './define-reaction.js';
import { ownReactionDefinition, reactionDefinition } from './reaction-definition.js';
import type { ReactionOptions } from './reaction-options.js';
import { ReactionRepeated } from './reaction-repeated.error.js';

type AnyClass = abstract new (...args: never[]) => object;

/** The class itself where it fits; otherwise a sentence, which the compiler prints. */
type Reacting<Class extends AnyClass> =
  InstanceType<Class> extends { readonly [handlers]: unknown }
    ? 'an ordinary class: neither an aggregate nor a projection has effects'
    : Class;

/**
 * Makes a class a reaction: what else must happen when something has happened, in other systems above all.
 *
 * The class is a plain provider of any module, found when the application starts. Its handlers are called at least once
 * for each event, in order for each key, by one process at a time; after a crash they are called again for the events
 * since the last checkpoint, so that each effect needs a key under which it counts once: `meta.eventId`. A handler that
 * throws is tried again; then the event is parked with the later ones of its key, and everything else goes on. No rebuild
 * of a projection ever calls it.
 *
 * A command that a handler sends, or an append that it makes, belongs to the conversation of the event, names it as its
 * cause, and takes effect once.
 *
 * @example
 * @Reaction('welcome-mail')
 * export class WelcomeMail {
 *   constructor(private readonly mailer: Mailer) {}
 *   @On(CustomerRegistered) async registered(event: CustomerRegistered, meta: EventMetadata): Promise<void> {
 *     await this.mailer.send(event.email, 'Welcome', { idempotencyKey: meta.eventId });
 *   }
 * }
 *
 * @param name lower-case words joined by hyphens, at most 100 characters; unique in the application, kept for ever
 * @param options see `ReactionOptions`, for the defaults too
 * @throws ReactionRepeated the class bears a `@Reaction` already
 * @throws InvalidName, InvalidReactionName it cannot be called so
 * @throws InvalidReactionOption an option has a wrong value
 * @throws ReactionHandlesNothing, HandlerRepeated, EventTypeMissing, DuplicateEventType its handlers do not fit
 */
export function Reaction(name: string, options?: ReactionOptions) {
  return <Class extends AnyClass>(target: Class & Reacting<Class>): void => {
    const known = ownReactionDefinition(target);
    if (known !== undefined) throw new ReactionRepeated(target, known.name, name);
    Object.defineProperty(target, reactionDefinition, {
      value: Object.freeze(defineReaction(target, name, options)),
    });
  };
}
