import type { JsonObject } from '@daybook/domain';
import { commandTypeOf } from '../../commands/message/command-type.decorator.js';
import { CommandHandlerMissing } from './command-handler-missing.error.js';
import { DuplicateCommandType } from './duplicate-command-type.error.js';

/** A class of commands, whatever its constructor takes. */
export type CommandClass = abstract new (...given: never[]) => object;

/** The classes of commands that the application has handlers for, by their lasting names: what a saga has decided to send is kept as a name and JSON. */
export class CommandClasses {
  readonly #byType = new Map<string, CommandClass>();

  /** @throws DuplicateCommandType another class has its name, so that nobody could tell which of them was sent */
  add(commandClass: CommandClass): void {
    const type = commandTypeOf(commandClass.prototype as object);
    // A saga cannot send it either: it is refused there, with what to do about it.
    if (type === undefined) return;
    const known = this.#byType.get(type) ?? commandClass;
    if (known !== commandClass) throw new DuplicateCommandType(type, known, commandClass);
    this.#byType.set(type, commandClass);
  }

  /**
   * The command that was kept: an instance of its class with the fields that it had.
   *
   * @throws CommandHandlerMissing
   */
  restored(type: string, payload: JsonObject): object {
    const commandClass = this.#byType.get(type);
    if (commandClass === undefined) throw new CommandHandlerMissing(type);
    return Object.assign(Object.create(commandClass.prototype as object) as object, payload);
  }
}
