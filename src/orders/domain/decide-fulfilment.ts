import { type DecisionContext, enforce } from '@daybook/domain';
import { OrderBecameUnavailable } from './events/order-became-unavailable.js';
import { OrderCancelled } from './events/order-cancelled.js';
import { OrderDelivered } from './events/order-delivered.js';
import { OrderDeliveryOverdue } from './events/order-delivery-overdue.js';
import { OrderHandedToCarrier } from './events/order-handed-to-carrier.js';
import { OrderInvoiced } from './events/order-invoiced.js';
import { OrderPaymentCaptured } from './events/order-payment-captured.js';
import { OrderRefunded } from './events/order-refunded.js';
import { OrderReturned } from './events/order-returned.js';
import { OrderShipmentRequested } from './events/order-shipment-requested.js';
import type { FulfilmentCommand } from './order-command.js';
import type { OrderState } from './order-state.js';
import { sumOf, takenBy } from './payment.js';
import { amountMustBePositive } from './rules/amount-must-be-positive.js';
import { deliveryMustNotBeOverdueTwice } from './rules/delivery-must-not-be-overdue-twice.js';
import { orderMustAwaitItsGoods } from './rules/order-must-await-its-goods.js';
import { orderMustAwaitItsInvoice } from './rules/order-must-await-its-invoice.js';
import { orderMustAwaitPayment } from './rules/order-must-await-payment.js';
import { orderMustBeDelivered } from './rules/order-must-be-delivered.js';
import { orderMustBeOnItsWay } from './rules/order-must-be-on-its-way.js';
import { orderMustBePaid } from './rules/order-must-be-paid.js';
import { orderMustNotHaveLeft } from './rules/order-must-not-have-left.js';
import { paymentMustBeKnown } from './rules/payment-must-be-known.js';
import { paymentMustNotBeRecordedTwice } from './rules/payment-must-not-be-recorded-twice.js';
import { refundMustNotExceedPayment } from './rules/refund-must-not-exceed-payment.js';
import { shipmentMustNotBeRequestedTwice } from './rules/shipment-must-not-be-requested-twice.js';
import { totalMustStayCountable } from './rules/total-must-stay-countable.js';

/** What happens on what becomes of an order. Whoever takes money and stock decides elsewhere, and tells it here. */
export function decideFulfilment(command: FulfilmentCommand, order: OrderState, { id: orderId }: DecisionContext) {
  const { status } = order;
  switch (command.type) {
    case 'record-payment':
      return captured(command, order, orderId);
    case 'invoice':
      enforce(orderMustAwaitItsInvoice(status));
      return OrderInvoiced.of({ orderId, ...given('invoiceNumber', command.invoiceNumber) });
    case 'request-shipment':
      enforce(orderMustBePaid(status));
      enforce(shipmentMustNotBeRequestedTwice(order.isShipmentRequested));
      return OrderShipmentRequested.of({
        orderId,
        lines: Array.from(order.lines.values(), (line) => ({ ...line })),
        ...given('promisedOn', order.promisedOn),
      });
    case 'hand-to-carrier':
      enforce(orderMustBePaid(status));
      return OrderHandedToCarrier.of({
        orderId,
        ...given('carrier', command.carrier),
        ...given('trackingNumber', command.trackingNumber),
      });
    case 'record-overdue':
      enforce(orderMustBeOnItsWay(status));
      enforce(deliveryMustNotBeOverdueTwice(order.isDeliveryOverdue));
      return OrderDeliveryOverdue.of({ orderId, ...given('promisedOn', order.promisedOn) });
    case 'mark-delivered':
      enforce(orderMustBeOnItsWay(status));
      return OrderDelivered.of({ orderId });
    case 'cancel':
      enforce(orderMustNotHaveLeft(status));
      return OrderCancelled.of({ orderId, ...given('reason', command.reason), ...leftToUndo(command, order) });
    case 'mark-unavailable':
      enforce(orderMustAwaitItsGoods(status));
      return OrderBecameUnavailable.of({ orderId, ...given('reason', command.reason), ...leftToUndo(command, order) });
    case 'return':
      enforce(orderMustBeDelivered(status));
      return OrderReturned.of({ orderId, ...given('reason', command.reason), payments: takenBy(order.payments) });
    case 'record-refund':
      return refunded(command, order, orderId);
  }
}

type Of<Type> = Extract<FulfilmentCommand, { type: Type }>;

function captured(
  { paymentId, amountMinor }: Of<'record-payment'>,
  { status, payments }: OrderState,
  orderId: string,
): OrderPaymentCaptured {
  enforce(paymentMustNotBeRecordedTwice(paymentId, payments));
  enforce(orderMustAwaitPayment(status));
  enforce(amountMustBePositive(amountMinor));
  enforce(totalMustStayCountable(sumOf(payments.values()).capturedMinor + amountMinor));
  return OrderPaymentCaptured.of({ orderId, paymentId, amountMinor });
}

/** What the order is told is all that has gone back by then: told twice, or late, it changes nothing. */
function refunded(
  { paymentId, refundedMinor }: Of<'record-refund'>,
  { payments }: OrderState,
  orderId: string,
): OrderRefunded | [] {
  enforce(amountMustBePositive(refundedMinor));
  const payment = payments.get(paymentId);
  enforce(paymentMustBeKnown(paymentId, payment));
  enforce(refundMustNotExceedPayment(refundedMinor, payment));
  const amountMinor = refundedMinor - (payment?.refundedMinor ?? 0);
  return amountMinor > 0 ? OrderRefunded.of({ orderId, paymentId, amountMinor }) : [];
}

/** The stock and the money of an order that is fulfilled elsewhere, where whoever fulfils it does not hear that it is called off. */
function leftToUndo(
  { by = 'here' }: Of<'cancel' | 'mark-unavailable'>,
  { fulfilment, lines, payments }: OrderState,
): Pick<OrderCancelled, 'lines' | 'payments'> {
  if (fulfilment === 'here' || by === 'elsewhere') return {};
  return { lines: Array.from(lines.values(), (line) => ({ ...line })), payments: takenBy(payments) };
}

/** A field that is there only if somebody has said it. */
function given<Name extends string>(name: Name, value: string | undefined): { readonly [N in Name]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { readonly [N in Name]?: string };
}
