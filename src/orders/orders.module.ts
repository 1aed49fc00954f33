import { DaybookModule } from '@daybook/nestjs';
import { Module } from '@nestjs/common';
import { AbandonCartHandler } from './abandon-cart/abandon-cart.handler.js';
import { CartAbandonment } from './abandon-cart/cart-abandonment.saga.js';
import { AddItemController } from './add-item/add-item.controller.js';
import { AddItemHandler } from './add-item/add-item.handler.js';
import { ApplyCouponController } from './apply-coupon/apply-coupon.controller.js';
import { ApplyCouponHandler } from './apply-coupon/apply-coupon.handler.js';
import { BeginOrderController } from './begin-order/begin-order.controller.js';
import { BeginOrderHandler } from './begin-order/begin-order.handler.js';
import { CancelOrderController } from './cancel-order/cancel-order.controller.js';
import { CancelOrderHandler } from './cancel-order/cancel-order.handler.js';
import { Order } from './domain/order.js';
import { OrderFulfilment } from './fulfilment/order-fulfilment.saga.js';
import { OrderReturn } from './fulfilment/order-return.saga.js';
import { OrderUndoing } from './fulfilment/order-undoing.saga.js';
import { HandToCarrierController } from './hand-to-carrier/hand-to-carrier.controller.js';
import { HandToCarrierHandler } from './hand-to-carrier/hand-to-carrier.handler.js';
import { InvoiceOrderController } from './invoice-order/invoice-order.controller.js';
import { InvoiceOrderHandler } from './invoice-order/invoice-order.handler.js';
import { MarkDeliveredController } from './mark-delivered/mark-delivered.controller.js';
import { MarkDeliveredHandler } from './mark-delivered/mark-delivered.handler.js';
import { MarkUnavailableController } from './mark-unavailable/mark-unavailable.controller.js';
import { MarkUnavailableHandler } from './mark-unavailable/mark-unavailable.handler.js';
import { RecordDeliveryOverdueHandler } from './record-delivery-overdue/record-delivery-overdue.handler.js';
import { RecordPaymentCapturedHandler } from './record-payment-captured/record-payment-captured.handler.js';
import { RecordRefundHandler } from './record-refund/record-refund.handler.js';
import { RefundRecording } from './record-refund/refund-recording.saga.js';
import { RemoveItemController } from './remove-item/remove-item.controller.js';
import { RemoveItemHandler } from './remove-item/remove-item.handler.js';
import { RequestShipmentHandler } from './request-shipment/request-shipment.handler.js';
import { ReturnOrderController } from './return-order/return-order.controller.js';
import { ReturnOrderHandler } from './return-order/return-order.handler.js';
import { SubmitOrderController } from './submit-order/submit-order.controller.js';
import { SubmitOrderHandler } from './submit-order/submit-order.handler.js';
import { ViewHistoryController } from './view-history/view-history.controller.js';
import { ViewHistoryHandler } from './view-history/view-history.handler.js';
import { ViewOrderController } from './view-order/view-order.controller.js';
import { ViewOrderHandler } from './view-order/view-order.handler.js';

/** Orders: one slice for each use case, in the order of an order's life. */
@Module({
  imports: [
    DaybookModule.forFeature({
      aggregates: [Order],
      sagas: [CartAbandonment, OrderFulfilment, OrderUndoing, OrderReturn, RefundRecording],
    }),
  ],
  providers: [
    BeginOrderHandler,
    AddItemHandler,
    RemoveItemHandler,
    ApplyCouponHandler,
    AbandonCartHandler,
    SubmitOrderHandler,
    RecordPaymentCapturedHandler,
    InvoiceOrderHandler,
    RequestShipmentHandler,
    HandToCarrierHandler,
    RecordDeliveryOverdueHandler,
    MarkDeliveredHandler,
    CancelOrderHandler,
    MarkUnavailableHandler,
    ReturnOrderHandler,
    RecordRefundHandler,
    ViewOrderHandler,
    ViewHistoryHandler,
  ],
  controllers: [
    BeginOrderController,
    AddItemController,
    RemoveItemController,
    ApplyCouponController,
    SubmitOrderController,
    InvoiceOrderController,
    HandToCarrierController,
    MarkDeliveredController,
    CancelOrderController,
    MarkUnavailableController,
    ReturnOrderController,
    ViewOrderController,
    ViewHistoryController,
  ],
})
export class OrdersModule {}
