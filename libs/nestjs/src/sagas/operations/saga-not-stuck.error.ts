import { DaybookError } from '@daybook/domain';
import type { SagaAddress, SagaStatus } from '@daybook/event-store';
import { sagaSubscription } from '../saga-subscription.js';

/** An instance was to be helped on that needs no help: it is not stuck, or is not any more. Nothing was changed. */
export class SagaNotStuck extends DaybookError {
  readonly code = 'saga-not-stuck';
  readonly saga: string;
  readonly key: string;

  constructor(
    { saga, key }: SagaAddress,
    readonly status: SagaStatus,
    /** How many events of its key wait: they are its reader's, and no step of it. */
    readonly parkedEvents: number,
  ) {
    super(
      `The instance ${JSON.stringify(key)} of the saga "${saga}" is not stuck: it is ${status}. ` +
        (parkedEvents === 0
          ? 'Nothing was changed. Somebody may have helped it meanwhile; `daybook sagas show` says how it is.'
          : `But ${parkedEvents} events of its key are parked: retry it, or give them up with \`daybook parked drop ` +
            `${sagaSubscription(saga)} --key … --reason …\`.`),
    );
    this.saga = saga;
    this.key = key;
  }
}
