import { assertValidName } from '@daybook/domain';
import { InvalidReactionName } from './invalid-reaction-name.error.js';

/** Leaves room for what others put before or behind it. */
const longestName = 100;

/**
 * Refuses a name that could be the one of another reader of the log: subscriptions of projections hold an `@`.
 *
 * @throws InvalidName, InvalidReactionName
 */
export function assertReactionName(name: unknown, reactionClass: unknown): asserts name is string {
  assertValidName(name, 'reaction');
  const fits = name.length <= longestName && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name);
  if (!fits) throw new InvalidReactionName(reactionClass, name);
}
