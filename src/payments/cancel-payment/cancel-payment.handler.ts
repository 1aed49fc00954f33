import { BusinessRuleViolation } from '@daybook/domain';
import { AggregateRepository, InjectAggregateRepository, UnitOfWork } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { PaymentChange } from '../contract/payment-change.js';
import { Payment } from '../domain/payment.js';
import { PayingAccounts, type Payer } from '../paying-accounts.js';
import { written } from '../recording.js';
import { together } from '../together.js';
import { changeOf } from '../view-of.js';
import { CancelPayment } from './cancel-payment.command.js';

@CommandHandler(CancelPayment)
export class CancelPaymentHandler implements ICommandHandler<CancelPayment> {
  constructor(
    @InjectAggregateRepository(Payment) private readonly payments: AggregateRepository<Payment>,
    private readonly accounts: PayingAccounts,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  async execute({ paymentId, reason, recording }: CancelPayment): Promise<PaymentChange> {
    return this.unitOfWork.run(async () => {
      const { status, terms, refundableMinor } = await this.payments.load(paymentId);
      const payer = { paymentId, terms, recording };
      if (status === 'authorised') await this.accounts.release(payer);
      if (status === 'captured') await this.#giveBack(payer, refundableMinor);
      const undo = (payment: Payment): void => {
        if (status === 'authorised') payment.void(reason);
        if (status === 'captured') payment.refund(refundableMinor, reason);
      };
      return changeOf(await this.payments.update(paymentId, undo, written(recording)));
    }, together);
  }

  async #giveBack(payer: Payer, amountMinor: number): Promise<void> {
    const refusal = await this.accounts.giveBack(payer, amountMinor);
    if (refusal !== undefined) throw new BusinessRuleViolation(refusal.code, refusal.reason);
  }
}
