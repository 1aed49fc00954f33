import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { PaymentChange } from '../contract/payment-change.js';
import type { Recording } from '../recording.js';

/** Pay money back: so much of it, or all that is left. What the account refuses is put on record. */
@CommandType('refund-payment')
export class RefundPayment extends Command<PaymentChange> {
  constructor(
    readonly paymentId: string,
    readonly amountMinor?: number | undefined,
    readonly reason?: string | undefined,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
