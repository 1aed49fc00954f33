import { DaybookError } from '@daybook/domain';

/** A segment of a subscription has passed to another process, or its checkpoint was moved. Nothing was written. */
export class LeaseLost extends DaybookError {
  readonly code = 'lease-lost';

  constructor(
    readonly subscription: string,
    readonly segment: number,
    readonly epoch: number,
  ) {
    super(
      `A subscription is no longer this process's: segment ${segment} of ${JSON.stringify(subscription)} was held under ` +
        `epoch ${epoch}. Nothing of the batch was written; whoever holds it now goes on from the checkpoint.`,
    );
  }
}
