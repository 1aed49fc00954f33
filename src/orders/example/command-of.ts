import type { Command } from '@nestjs/cqrs';
import { AbandonCart } from '../abandon-cart/abandon-cart.command.js';
import { AddItem } from '../add-item/add-item.command.js';
import { ApplyCoupon } from '../apply-coupon/apply-coupon.command.js';
import { BeginOrder } from '../begin-order/begin-order.command.js';
import { CancelOrder } from '../cancel-order/cancel-order.command.js';
import type { OrderCommand } from '../domain/order-command.js';
import { HandToCarrier } from '../hand-to-carrier/hand-to-carrier.command.js';
import { InvoiceOrder } from '../invoice-order/invoice-order.command.js';
import { MarkDelivered } from '../mark-delivered/mark-delivered.command.js';
import { MarkUnavailable } from '../mark-unavailable/mark-unavailable.command.js';
import { RecordDeliveryOverdue } from '../record-delivery-overdue/record-delivery-overdue.command.js';
import { RecordPaymentCaptured } from '../record-payment-captured/record-payment-captured.command.js';
import { RecordRefund } from '../record-refund/record-refund.command.js';
import type { Recording } from '../recording.js';
import { RemoveItem } from '../remove-item/remove-item.command.js';
import { RequestShipment } from '../request-shipment/request-shipment.command.js';
import { ReturnOrder } from '../return-order/return-order.command.js';
import { SubmitOrder } from '../submit-order/submit-order.command.js';

/** What is asked of an order, as it is sent over the command bus. */
export function commandOf(orderId: string, asked: OrderCommand, recording: Recording): Command<unknown> {
  switch (asked.type) {
    case 'begin':
      return new BeginOrder(orderId, asked, recording);
    case 'add-item':
      return new AddItem(orderId, asked.item, recording);
    case 'remove-item':
      return new RemoveItem(orderId, asked, asked.quantity, recording);
    case 'apply-coupon':
      return new ApplyCoupon(orderId, asked.coupon, recording);
    case 'abandon':
      return new AbandonCart(orderId, recording);
    case 'submit':
      return new SubmitOrder(orderId, {}, recording);
    case 'record-payment':
      return new RecordPaymentCaptured(orderId, asked.paymentId, asked.amountMinor, recording);
    case 'invoice':
      return new InvoiceOrder(orderId, asked.invoiceNumber, recording);
    case 'request-shipment':
      return new RequestShipment(orderId, recording);
    case 'hand-to-carrier':
      return new HandToCarrier(orderId, {}, recording);
    case 'record-overdue':
      return new RecordDeliveryOverdue(orderId, recording);
    case 'mark-delivered':
      return new MarkDelivered(orderId, recording);
    case 'cancel':
      return new CancelOrder(orderId, asked.reason, recording);
    case 'mark-unavailable':
      return new MarkUnavailable(orderId, asked.reason, recording);
    case 'return':
      return new ReturnOrder(orderId, asked.reason, recording);
    case 'record-refund':
      return new RecordRefund(orderId, asked.paymentId, asked.refundedMinor, recording);
  }
}
