import { DaybookError } from '@daybook/domain';

/** A runner has been stopped and begins nothing any more. */
export class RunnerStopped extends DaybookError {
  readonly code = 'runner-stopped';

  constructor(readonly process: string) {
    super(
      `Subscriptions are not run any more in ${JSON.stringify(process)}: the runner was stopped. Make another one; a ` +
        'runner does not start again.',
    );
  }
}
