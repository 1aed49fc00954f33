import { DaybookError } from '@daybook/domain';

/** There are sagas, and nobody to whom they could send commands. The start was stopped. */
export class CommandBusMissing extends DaybookError {
  readonly code = 'command-bus-missing';

  constructor(
    /** The names of the sagas. */
    readonly sagas: readonly string[],
  ) {
    super(
      `Sagas send commands, and this application has no CommandBus: ${sagas.map((name) => `"${name}"`).join(', ')} would ` +
        'wait for ever. Import CqrsModule.forRoot() in the root module, or leave "sagas" out of forRoot({ run }).',
    );
  }
}
