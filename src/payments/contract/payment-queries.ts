// What other contexts may ask about a payment, by the query bus. It answers a `PaymentView`.
export { ViewPayment } from '../view-payment/view-payment.query.js';
