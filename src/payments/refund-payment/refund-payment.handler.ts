import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentChange } from '../contract/payment-change.js';
import { PayingAccounts } from '../paying-accounts.js';
import { PaymentSteps } from '../payment-steps.js';
import { RefundPayment } from './refund-payment.command.js';

@CommandHandler(RefundPayment)
export class RefundPaymentHandler implements ICommandHandler<RefundPayment> {
  constructor(
    private readonly steps: PaymentSteps,
    private readonly accounts: PayingAccounts,
  ) {}

  execute({ paymentId, amountMinor, reason, recording }: RefundPayment): Promise<PaymentChange> {
    return this.steps.take(paymentId, recording, async (asked) => {
      const part = amountMinor ?? asked.refundableMinor;
      asked.mayBeRefunded(part);
      const refusal = await this.accounts.giveBack({ paymentId, terms: asked.terms, recording }, part);
      return (payment) => payment.refund(part, reason, refusal);
    });
  }
}
