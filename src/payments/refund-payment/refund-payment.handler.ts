import { AggregateRepository, InjectAggregateRepository, UnitOfWork } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentChange } from '../contract/payment-change.js';
import { Payment } from '../domain/payment.js';
import { PayingAccounts } from '../paying-accounts.js';
import { written } from '../recording.js';
import { together } from '../together.js';
import { changeOf } from '../view-of.js';
import { RefundPayment } from './refund-payment.command.js';

@CommandHandler(RefundPayment)
export class RefundPaymentHandler implements ICommandHandler<RefundPayment> {
  constructor(
    @InjectAggregateRepository(Payment) private readonly payments: AggregateRepository<Payment>,
    private readonly accounts: PayingAccounts,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async execute({ paymentId, amountMinor, reason, recording }: RefundPayment): Promise<PaymentChange> {
    return this.unitOfWork.run(async () => {
      const asked = await this.payments.load(paymentId);
      const part = amountMinor ?? asked.refundableMinor;
      asked.mayBeRefunded(part);
      const refusal = await this.accounts.giveBack({ paymentId, terms: asked.terms, recording }, part);
      const decide = (payment: Payment): void => payment.refund(part, reason, refusal);
      return changeOf(await this.payments.update(paymentId, decide, written(recording)));
    }, together);
  }
}
