import { DaybookModule } from '@daybook/nestjs';
import { Module } from '@nestjs/common';
import { AuthorisePaymentController } from './authorise-payment/authorise-payment.controller.js';
import { AuthorisePaymentHandler } from './authorise-payment/authorise-payment.handler.js';
import { CancelPaymentOfOrderHandler } from './cancel-payment-of-order/cancel-payment-of-order.handler.js';
import { CancelPaymentHandler } from './cancel-payment/cancel-payment.handler.js';
import { CapturePaymentController } from './capture-payment/capture-payment.controller.js';
import { CapturePaymentHandler } from './capture-payment/capture-payment.handler.js';
import { Payment } from './domain/payment.js';
import { PayingAccounts } from './paying-accounts.js';
import { PaymentSteps } from './payment-steps.js';
import { RefundPaymentController } from './refund-payment/refund-payment.controller.js';
import { RefundPaymentHandler } from './refund-payment/refund-payment.handler.js';
import { ViewPaymentController } from './view-payment/view-payment.controller.js';
import { ViewPaymentHandler } from './view-payment/view-payment.handler.js';
import { VoidPaymentController } from './void-payment/void-payment.controller.js';
import { VoidPaymentHandler } from './void-payment/void-payment.handler.js';
import { PaymentWatch } from './watch-payments/payment-watch.saga.js';

/** Payments from customers' accounts: one slice for each use case, in the order of a payment's life. */
@Module({
  imports: [DaybookModule.forFeature({ aggregates: [Payment], sagas: [PaymentWatch] })],
  providers: [
    AuthorisePaymentHandler,
    CapturePaymentHandler,
    VoidPaymentHandler,
    RefundPaymentHandler,
    CancelPaymentHandler,
    CancelPaymentOfOrderHandler,
    ViewPaymentHandler,
    PaymentSteps,
    PayingAccounts,
  ],
  controllers: [
    AuthorisePaymentController,
    CapturePaymentController,
    VoidPaymentController,
    RefundPaymentController,
    ViewPaymentController,
  ],
})
export class PaymentsModule {}
