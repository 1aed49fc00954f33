// What other contexts may ask of a payment, by the command bus.
export { AuthorisePayment } from '../authorise-payment/authorise-payment.command.js';
export { CancelPayment } from '../cancel-payment/cancel-payment.command.js';
export { CancelPaymentOfOrder } from '../cancel-payment-of-order/cancel-payment-of-order.command.js';
export { CapturePayment } from '../capture-payment/capture-payment.command.js';
export { RefundPayment } from '../refund-payment/refund-payment.command.js';
export { VoidPayment } from '../void-payment/void-payment.command.js';
