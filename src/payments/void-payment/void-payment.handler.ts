import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentChange } from '../contract/payment-change.js';
import { mustNotBeRefused } from '../domain/refusal.js';
import { PayingAccounts } from '../paying-accounts.js';
import { PaymentSteps } from '../payment-steps.js';
import { VoidPayment } from './void-payment.command.js';

@CommandHandler(VoidPayment)
export class VoidPaymentHandler implements ICommandHandler<VoidPayment> {
  constructor(
    private readonly steps: PaymentSteps,
    private readonly accounts: PayingAccounts,
  ) {}

  execute({ paymentId, reason, recording }: VoidPayment): Promise<PaymentChange> {
    return this.steps.take(paymentId, recording, async (asked) => {
      asked.mayBeVoided();
      const refusal = await this.accounts.release({ paymentId, terms: asked.terms, recording });
      return (payment) => {
        mustNotBeRefused(refusal);
        payment.void(reason);
      };
    });
  }
}
