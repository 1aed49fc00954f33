import type { Rule } from '@daybook/domain';
import type { PaymentStatus } from '../payment-status.js';

/** Only money that was put aside is taken, or given up. */
export function paymentMustBeAuthorised(status: PaymentStatus): Rule {
  return {
    code: 'payment-must-be-authorised',
    holds: status === 'authorised',
    message: `The payment is ${status}, not authorised. Only one that is authorised is captured or voided.`,
    data: { status },
  };
}
