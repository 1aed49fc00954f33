import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { PaymentChange } from '../contract/payment-change.js';
import type { Recording } from '../recording.js';

/** Give up the money that was put aside: nothing is paid. */
@CommandType('void-payment')
export class VoidPayment extends Command<PaymentChange> {
  constructor(
    readonly paymentId: string,
    readonly reason?: string | undefined,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
