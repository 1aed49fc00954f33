// What other contexts may hear of a payment. Each event says for which order it is, and from which account.
export { PaymentAuthorised } from '../domain/events/payment-authorised.js';
export { PaymentCaptured } from '../domain/events/payment-captured.js';
export { PaymentRefunded } from '../domain/events/payment-refunded.js';
export { PaymentRefused } from '../domain/events/payment-refused.js';
export { PaymentVoided } from '../domain/events/payment-voided.js';
