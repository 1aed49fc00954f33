import { AggregateRepository, InjectAggregateRepository, UnitOfWork } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentChange } from '../contract/payment-change.js';
import { Payment } from '../domain/payment.js';
import { PayingAccounts } from '../paying-accounts.js';
import { written } from '../recording.js';
import { together } from '../together.js';
import { changeOf } from '../view-of.js';
import { VoidPayment } from './void-payment.command.js';

@CommandHandler(VoidPayment)
export class VoidPaymentHandler implements ICommandHandler<VoidPayment> {
  constructor(
    @InjectAggregateRepository(Payment) private readonly payments: AggregateRepository<Payment>,
    private readonly accounts: PayingAccounts,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async execute({ paymentId, reason, recording }: VoidPayment): Promise<PaymentChange> {
    return this.unitOfWork.run(async () => {
      const asked = await this.payments.load(paymentId);
      asked.mayBeVoided();
      await this.accounts.release({ paymentId, terms: asked.terms, recording });
      return changeOf(await this.payments.update(paymentId, (payment) => payment.void(reason), written(recording)));
    }, together);
  }
}
