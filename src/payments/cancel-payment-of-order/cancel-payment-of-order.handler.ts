import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { CancelPayment } from '../cancel-payment/cancel-payment.command.js';
import { CancelPaymentHandler } from '../cancel-payment/cancel-payment.handler.js';
import type { PaymentChange } from '../contract/payment-change.js';
import { Payment } from '../domain/payment.js';
import { CancelPaymentOfOrder } from './cancel-payment-of-order.command.js';

@CommandHandler(CancelPaymentOfOrder)
export class CancelPaymentOfOrderHandler implements ICommandHandler<CancelPaymentOfOrder> {
  constructor(
    @InjectAggregateRepository(Payment) private readonly payments: AggregateRepository<Payment>,
    private readonly payment: CancelPaymentHandler,
  ) {}

  async execute({ orderId, reason, recording }: CancelPaymentOfOrder): Promise<PaymentChange | undefined> {
    // For what a payment is stays as it was: it need not be asked again while the payment is cancelled.
    const found = await this.payments.find(orderId);
    if (found?.terms.orderId !== orderId) return undefined;
    return this.payment.execute(new CancelPayment(orderId, reason, recording));
  }
}
