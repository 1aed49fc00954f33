import type { Rule } from '@daybook/domain';
import type { PaymentStatus } from '../payment-status.js';

/** Only what was paid is paid back. */
export function paymentMustBeCaptured(status: PaymentStatus): Rule {
  return {
    code: 'payment-must-be-captured',
    holds: status === 'captured',
    message: `The payment is ${status}, not captured. There is nothing to pay back; one that is authorised is voided.`,
    data: { status },
  };
}
