import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { PaymentChange } from '../contract/payment-change.js';
import type { Recording } from '../recording.js';

/** Take the money that was put aside. What the account refuses is put on record. */
@CommandType('capture-payment')
export class CapturePayment extends Command<PaymentChange> {
  constructor(
    readonly paymentId: string,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
