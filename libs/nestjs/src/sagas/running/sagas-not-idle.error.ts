import { DaybookError } from '@daybook/domain';

/** Sagas have not come to rest: the time is over, and something of them is still to be done. */
export class SagasNotIdle extends DaybookError {
  readonly code = 'sagas-not-idle';

  constructor(
    /** What is still to be done. */
    readonly left: readonly string[],
    readonly waitedMs: number,
  ) {
    super(
      `Sagas are not idle after ${Math.round(waitedMs)} ms: ${left.join('; ')}. Look at them by "daybook sagas list", mend ` +
        'what fails, or wait longer (`timeoutMs`).',
    );
  }
}
