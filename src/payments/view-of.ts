import type { RecordedDecision } from '@daybook/nestjs';
import type { PaymentChange } from './contract/payment-change.js';
import type { PaymentView } from './contract/payment-view.js';
import type { Payment } from './domain/payment.js';

/** A payment as others see it. */
export function viewOf(payment: Readonly<Payment>): PaymentView {
  const { id: paymentId, status, terms, refundedMinor, refusedBy, version } = payment;
  return { paymentId, ...terms, status, refundedMinor, refusedBy, version };
}

/** What a command on a payment answers. */
export function changeOf({ aggregate, position }: RecordedDecision<Payment>): PaymentChange {
  return { ...viewOf(aggregate), position };
}
