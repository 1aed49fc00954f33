import { DaybookError } from '@daybook/domain';

/** A command that a saga has sent was not answered in time. It may have taken effect, and still may; it is sent again under its key. */
export class CommandTookTooLong extends DaybookError {
  readonly code = 'command-took-too-long';

  constructor(
    readonly commandType: string,
    readonly limitMs: number,
  ) {
    super(
      `The command "${commandType}" was not answered within ${limitMs} ms. It is sent again under the same key; if its ` +
        'handler may take so long, raise sagas.commandWithinMs.',
    );
  }
}
