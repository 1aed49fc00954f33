import { DaybookError } from '@daybook/domain';
import type { SagaAddress, SagaStatus } from '@daybook/event-store';

/** An instance was to be ended that is over. Nothing was changed. */
export class SagaOver extends DaybookError {
  readonly code = 'saga-over';
  readonly saga: string;
  readonly key: string;

  constructor(
    { saga, key }: SagaAddress,
    readonly status: SagaStatus,
    /** Whether it is stuck at what was being sent when it was ended. */
    readonly isStuck: boolean,
  ) {
    super(
      `The instance ${JSON.stringify(key)} of the saga "${saga}" is over: it is ${status}. Nothing was changed. ` +
        (isStuck
          ? 'What was being sent when it was ended has failed since: retry it, or skip it with a reason.'
          : 'There is nothing of it that could still be sent.'),
    );
    this.saga = saga;
    this.key = key;
  }
}
