import { DaybookError } from '@daybook/domain';

/** A saga has decided to send a command, and no handler of this application takes one of its name. Nothing was sent. */
export class CommandHandlerMissing extends DaybookError {
  readonly code = 'command-handler-missing';

  constructor(readonly commandType: string) {
    super(
      `Nobody handles the command "${commandType}" that a saga has decided to send: no @CommandHandler of this application ` +
        'takes a class of that name. Bring its module in; if the class was renamed, put the old name on it with @CommandType.',
    );
  }
}
