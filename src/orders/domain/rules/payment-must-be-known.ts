import type { Rule } from '@daybook/domain';
import type { Payment } from '../payment.js';

/** What goes back was taken for this order before. */
export function paymentMustBeKnown(paymentId: string, payment: Payment | undefined): Rule {
  return {
    code: 'payment-must-be-known',
    holds: payment !== undefined,
    message: 'No such payment was recorded for the order. Look up its payments.',
    data: { paymentId },
  };
}
