import { DaybookError } from '@daybook/domain';

/** Money of a payment has gone back, and the order that it was taken for does not believe it. Somebody has to look. */
export class RefundNotRecorded extends DaybookError {
  readonly code = 'refund-not-recorded';

  constructor(
    readonly orderId: string,
    readonly paymentId: string,
    reason: string,
  ) {
    super(
      `The order ${orderId} was told what has gone back of payment ${paymentId}, and refuses it: ${reason} ` +
        'Compare the histories of both; when the order can be told, retry the step.',
    );
  }
}
