import { assertValidName } from '@daybook/domain';

const commandType = Symbol.for('daybook.command-type');
/** What a minifier makes of a class's name, three letters long in a large bundle; no two builds need agree on it. */
const minified = /^[\w$]{1,3}$/;

/**
 * Gives a class of commands a name that outlives its class's: idempotency keys are told apart by it, and events name it
 * as what they follow from. Without it, that is the name of the class.
 *
 * @example
 * @CommandType('deposit-funds')
 * export class DepositFunds { … }
 *
 * @throws InvalidName the name cannot be kept
 */
export function CommandType(name: string): ClassDecorator {
  assertValidName(name, 'command type');
  return (target) => {
    Object.defineProperty(target, commandType, { value: name });
  };
}

/** The name of a command's kind; undefined if it has none that the next build would give it again. */
export function commandTypeOf(command: object): string | undefined {
  const { constructor: commandClass } = command;
  if (Object.hasOwn(commandClass, commandType)) {
    return (commandClass as unknown as { readonly [commandType]: string })[commandType];
  }
  const { name } = commandClass;
  return commandClass === Object || name === '' || minified.test(name) ? undefined : name;
}
