import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { PaymentChange } from '../contract/payment-change.js';
import type { Recording } from '../recording.js';

/**
 * Undo a payment, however far it has come: what was put aside is given up, what was paid is paid back, and of one that has taken
 * nothing nothing is left to do. If the account refuses, so does this: the money is not where it should be.
 */
@CommandType('cancel-payment')
export class CancelPayment extends Command<PaymentChange> {
  constructor(
    readonly paymentId: string,
    readonly reason?: string | undefined,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
