import { handlingMethodsOf } from '@daybook/domain';
import {
  eventTypesOf,
  OptionRanges,
  readingOf,
  readingOptionNames,
  type SubscriptionStart,
} from '@daybook/event-store';
import { InvalidReactionOption } from './invalid-reaction-option.error.js';
import type { ReactionDefinition } from './reaction-definition.js';
import { ReactionHandlesNothing } from './reaction-handles-nothing.error.js';
import { assertReactionName } from './reaction-name.js';
import type { ReactionKey } from './reaction-options.js';

const optionNames = ['from', 'key', 'concurrency', 'handlesCopies', ...readingOptionNames];
const aKeyFunction = 'a function of the event and its metadata, such as (event) => event.ownerId';

/** Makes the definition of a reaction out of what its decorator was given, every mistake refused. */
export function defineReaction(reactionClass: object, name: unknown, options: unknown): ReactionDefinition {
  assertReactionName(name, reactionClass);
  const refuse = (option: string, value: unknown, expected: string): Error =>
    new InvalidReactionOption(reactionClass, option, value, expected);
  const ranges = new OptionRanges(refuse);
  const given = ranges.fields('options', options, optionNames);
  const handlers = handlingMethodsOf(reactionClass);
  if (handlers.size === 0) throw new ReactionHandlesNothing(reactionClass);
  return {
    name,
    reaction: reactionClass,
    handlers,
    types: eventTypesOf(handlers.keys()),
    from: startOf(given['from'], refuse),
    key: ranges.callable<ReactionKey>('key', given['key'], aKeyFunction),
    handlesCopies: given['handlesCopies'] === undefined ? false : booleanOf(given['handlesCopies'], refuse),
    concurrency: ranges.whole('concurrency', given['concurrency'], 1, 1_000, 1),
    ...readingOf(ranges, given, { batchSize: 50 }),
  };
}

function booleanOf(value: unknown, refuse: (option: string, value: unknown, expected: string) => Error): boolean {
  if (typeof value === 'boolean') return value;
  throw refuse('handlesCopies', value, 'true or false');
}

function startOf(
  from: unknown,
  refuse: (option: string, value: unknown, expected: string) => Error,
): SubscriptionStart {
  if (from === undefined || from === 'now') return 'now';
  if (from === 'beginning') return 0;
  if (typeof from === 'number' && Number.isSafeInteger(from) && from >= 0) return from;
  throw refuse('from', from, `'now', 'beginning', or the position after which it begins`);
}
