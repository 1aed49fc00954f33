import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { OrderChange } from '../contract/order-change.js';
import type { Recording } from '../recording.js';

/**
 * Put on record that money which was taken for the order has gone back. From within: whoever gives it back says so. What the
 * order knows already it is told in vain, so that nothing is counted twice.
 */
@CommandType('record-order-refund')
export class RecordRefund extends Command<OrderChange> {
  constructor(
    readonly orderId: string,
    readonly paymentId: string,
    /** All that has gone back of the payment by then. */
    readonly amountMinor: number,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
