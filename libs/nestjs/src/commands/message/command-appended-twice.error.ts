import { DaybookError } from '@daybook/domain';

/** A command under an idempotency key has appended a second time; nothing of it was written. */
export class CommandAppendedTwice extends DaybookError {
  readonly code = 'command-appended-twice';

  constructor(
    /** The type of the command. */
    readonly commandType: string,
  ) {
    super(
      `The command "${commandType}" came with an idempotency key and has appended already: a key stands for one append, ` +
        'and a repetition could not tell how far the first attempt came. Put everything into one appendAll, or into ' +
        'one unitOfWork.run.',
    );
  }
}
