import { AggregateRepository, InjectAggregateRepository, UnitOfWork } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentChange } from '../contract/payment-change.js';
import { Payment } from '../domain/payment.js';
import { PayingAccounts } from '../paying-accounts.js';
import { written } from '../recording.js';
import { together } from '../together.js';
import { changeOf } from '../view-of.js';
import { CapturePayment } from './capture-payment.command.js';

@CommandHandler(CapturePayment)
export class CapturePaymentHandler implements ICommandHandler<CapturePayment> {
  constructor(
    @InjectAggregateRepository(Payment) private readonly payments: AggregateRepository<Payment>,
    private readonly accounts: PayingAccounts,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async execute({ paymentId, recording }: CapturePayment): Promise<PaymentChange> {
    return this.unitOfWork.run(async () => {
      const asked = await this.payments.load(paymentId);
      asked.mayBeCaptured();
      const refusal = await this.accounts.take({ paymentId, terms: asked.terms, recording });
      return changeOf(await this.payments.update(paymentId, (payment) => payment.capture(refusal), written(recording)));
    }, together);
  }
}
