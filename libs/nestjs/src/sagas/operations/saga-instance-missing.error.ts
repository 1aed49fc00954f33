import { DaybookError } from '@daybook/domain';
import type { SagaAddress } from '@daybook/event-store';
import { sagaSubscription } from '../saga-subscription.js';

/** An instance was meant that there is not. */
export class SagaInstanceMissing extends DaybookError {
  readonly code = 'saga-instance-missing';
  readonly saga: string;
  readonly key: string;

  constructor(
    { saga, key }: SagaAddress,
    /** How many events wait for it, so that it has not begun. */
    readonly parkedEvents: number,
  ) {
    super(
      `The saga "${saga}" has no instance ${JSON.stringify(key)}. ` +
        (parkedEvents === 0
          ? 'Look for its key with `daybook sagas list`; letters of another size are another key.'
          : `It could not begin: ${parkedEvents} events of this key are parked. Retry it when what they failed at is mended, ` +
            `or give them up with \`daybook parked drop ${sagaSubscription(saga)} --key … --reason …\`.`),
    );
    this.saga = saga;
    this.key = key;
  }
}
