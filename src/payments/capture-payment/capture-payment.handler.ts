import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentChange } from '../contract/payment-change.js';
import { PayingAccounts } from '../paying-accounts.js';
import { PaymentSteps } from '../payment-steps.js';
import { CapturePayment } from './capture-payment.command.js';

@CommandHandler(CapturePayment)
export class CapturePaymentHandler implements ICommandHandler<CapturePayment> {
  constructor(
    private readonly steps: PaymentSteps,
    private readonly accounts: PayingAccounts,
  ) {}

  execute({ paymentId, recording }: CapturePayment): Promise<PaymentChange> {
    return this.steps.take(paymentId, recording, async (asked) => {
      asked.mayBeCaptured();
      const refusal = await this.accounts.take({ paymentId, terms: asked.terms, recording });
      return (payment) => payment.capture(refusal);
    });
  }
}
