import type { Rule } from '@daybook/domain';
import type { PaymentStatus } from '../payment-status.js';

/** A payment is authorised once; one that was refused may be tried again. */
export function paymentMustBeOpenToAuthorise(status: PaymentStatus): Rule {
  return {
    code: 'payment-must-be-open-to-authorise',
    holds: status === 'unasked' || status === 'refused',
    message: `The payment is ${status} already. Begin another one.`,
    data: { status },
  };
}
