/** What others may ask of an order that was submitted, or tell it: each with what it is told. */
export { RecordPaymentCaptured } from '../record-payment-captured/record-payment-captured.command.js';
export { InvoiceOrder } from '../invoice-order/invoice-order.command.js';
export { RequestShipment } from '../request-shipment/request-shipment.command.js';
export { HandToCarrier } from '../hand-to-carrier/hand-to-carrier.command.js';
export { RecordDeliveryOverdue } from '../record-delivery-overdue/record-delivery-overdue.command.js';
export { MarkDelivered } from '../mark-delivered/mark-delivered.command.js';
export { MarkUnavailable } from '../mark-unavailable/mark-unavailable.command.js';
export { CancelOrder } from '../cancel-order/cancel-order.command.js';
export { ReturnOrder } from '../return-order/return-order.command.js';
export { RecordRefund } from '../record-refund/record-refund.command.js';
