import type { Rule } from '@daybook/domain';
import type { Payment } from '../payment.js';

/** A payment is counted once. */
export function paymentMustNotBeRecordedTwice(paymentId: string, payments: ReadonlyMap<string, Payment>): Rule {
  return {
    code: 'payment-must-not-be-recorded-twice',
    holds: !payments.has(paymentId),
    message: 'This payment has been recorded already. There is nothing to add.',
    data: { paymentId },
  };
}
