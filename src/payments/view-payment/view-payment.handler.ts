import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { PaymentView } from '../contract/payment-view.js';
import { Payment } from '../domain/payment.js';
import { viewOf } from '../view-of.js';
import { ViewPayment } from './view-payment.query.js';

@QueryHandler(ViewPayment)
export class ViewPaymentHandler implements IQueryHandler<ViewPayment> {
  constructor(@InjectAggregateRepository(Payment) private readonly payments: AggregateRepository<Payment>) {}

  async execute({ paymentId, at }: ViewPayment): Promise<PaymentView> {
    return viewOf(await this.payments.load(paymentId, at));
  }
}
