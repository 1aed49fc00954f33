import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { OrderChange } from '../contract/order-change.js';
import type { Recording } from '../recording.js';

/** Put on record that money was taken for the order. From within: whoever takes the money says so. */
@CommandType('record-payment-captured')
export class RecordPaymentCaptured extends Command<OrderChange> {
  constructor(
    readonly orderId: string,
    readonly paymentId: string,
    readonly amountMinor: number,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
