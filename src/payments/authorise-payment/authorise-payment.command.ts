import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { PaymentChange } from '../contract/payment-change.js';
import type { PaymentTerms } from '../domain/payment.js';
import type { Recording } from '../recording.js';

/** Have money put aside for an order, under an id of the caller's or a new one. What the account refuses is put on record. */
@CommandType('authorise-payment')
export class AuthorisePayment extends Command<PaymentChange> {
  constructor(
    readonly paymentId: string | undefined,
    readonly terms: PaymentTerms,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
