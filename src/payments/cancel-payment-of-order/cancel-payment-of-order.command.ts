import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { PaymentChange } from '../contract/payment-change.js';
import type { Recording } from '../recording.js';

/**
 * Undo the payment that bears an order's id, whoever has asked for it, as `CancelPayment` does. If there is none, or if it pays for
 * something else, nothing is left to do.
 */
@CommandType('cancel-payment-of-order')
export class CancelPaymentOfOrder extends Command<PaymentChange | undefined> {
  constructor(
    readonly orderId: string,
    readonly reason?: string | undefined,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
