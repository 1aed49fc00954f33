import { ClassNotes, type handlers } from '@daybook/domain';
import type { CommandRefusal } from './command-refusal.js';
import type { SagaHandlers } from './saga-handlers.js';

/** A class of commands, however it is constructed. */
export type CommandClass<Command extends object = object> = abstract new (...args: never[]) => Command;

/** A method and the class of the commands of whose refusal it hears. */
export interface RefusalNote {
  readonly method: string | symbol;
  readonly commandClass: CommandClass;
}

const refusalNotes = new ClassNotes<RefusalNote>('saga-refusals');

/**
 * Makes a method what hears of it when a command that the instance has sent is refused by a rule. It can stand several
 * times on one method.
 *
 * Without one, an instance whose command is refused is stuck until an operator has looked at it; so it is, whatever stands
 * here, when a compensation is refused. Technical failures do not come here: they are tried again.
 *
 * @example
 * @OnCommandRefused(CapturePayment) refused({ code }: CommandRefusal<CapturePayment>): void { this.compensate(code); }
 *
 * @throws StaticMember the method is static
 */
export function OnCommandRefused<Command extends object>(commandClass: CommandClass<Command>) {
  return <
    Target extends { readonly [handlers]: SagaHandlers },
    H extends (refusal: CommandRefusal<Command>) => void | undefined,
  >(
    prototype: Target,
    method: string | symbol,
    _descriptor: TypedPropertyDescriptor<H>,
  ): void => {
    refusalNotes.add(prototype, { method, commandClass });
  };
}

/** What hears of refusals in a class, its parents' methods first. */
export function refusalHandlersOf(ofClass: object): readonly RefusalNote[] {
  return refusalNotes.of(ofClass);
}
