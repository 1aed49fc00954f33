import { newAggregateId } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentChange } from '../contract/payment-change.js';
import { PayingAccounts } from '../paying-accounts.js';
import { PaymentSteps } from '../payment-steps.js';
import { AuthorisePayment } from './authorise-payment.command.js';

@CommandHandler(AuthorisePayment)
export class AuthorisePaymentHandler implements ICommandHandler<AuthorisePayment> {
  constructor(
    private readonly steps: PaymentSteps,
    private readonly accounts: PayingAccounts,
  ) {}

  execute({ paymentId = newAggregateId(), terms, recording }: AuthorisePayment): Promise<PaymentChange> {
    return this.steps.begin(paymentId, recording, async (asked) => {
      asked.mayBeAuthorised(terms);
      const refusal = await this.accounts.hold({ paymentId, terms, recording });
      return (payment) => payment.authorise(terms, refusal);
    });
  }
}
