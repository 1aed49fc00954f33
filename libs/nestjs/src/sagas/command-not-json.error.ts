import { DaybookError, nameOfClass } from '@daybook/domain';
import type { NotJson } from '@daybook/event-store';

/** A command that a saga sends cannot be kept as JSON until it is sent. Nothing was written. */
export class CommandNotJson extends DaybookError {
  readonly code = 'command-not-json';
  readonly className: string;
  /** Where: `ReserveStock.lines[0].dueAt`. */
  readonly field: string;

  constructor(
    sagaClass: unknown,
    /** The lasting name of the command's class. */
    readonly commandType: string,
    { place, reason, advice, cause }: NotJson,
  ) {
    const className = nameOfClass(sagaClass);
    const field = `${commandType}${place}`;
    super(
      `A command of the saga ${className} cannot be kept as JSON until it is sent: ${field} ${reason}. ${advice}`,
      cause === undefined ? undefined : { cause },
    );
    this.className = className;
    this.field = field;
  }
}
