import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentChange } from '../contract/payment-change.js';
import { mustNotBeRefused, type Refusal } from '../domain/refusal.js';
import { PayingAccounts } from '../paying-accounts.js';
import { PaymentSteps } from '../payment-steps.js';
import { CancelPayment } from './cancel-payment.command.js';

@CommandHandler(CancelPayment)
export class CancelPaymentHandler implements ICommandHandler<CancelPayment> {
  constructor(
    private readonly steps: PaymentSteps,
    private readonly accounts: PayingAccounts,
  ) {}

  execute({ paymentId, reason, recording }: CancelPayment): Promise<PaymentChange> {
    return this.steps.take(paymentId, recording, async ({ status, terms, refundableMinor }) => {
      const payer = { paymentId, terms, recording };
      let refusal: Refusal | undefined;
      if (status === 'authorised') refusal = await this.accounts.release(payer);
      if (status === 'captured') refusal = await this.accounts.giveBack(payer, refundableMinor);
      return (payment) => {
        mustNotBeRefused(refusal);
        if (status === 'authorised') payment.void(reason);
        if (status === 'captured') payment.refund(refundableMinor, reason);
      };
    });
  }
}
