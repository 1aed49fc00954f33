import type { Rule } from '@daybook/domain';
import type { Payment } from '../payment.js';

/** No more goes back than was taken. */
export function refundMustNotExceedPayment(
  refundedMinor: number,
  { capturedMinor }: Payment = { capturedMinor: 0, refundedMinor: 0 },
): Rule {
  return {
    code: 'refund-must-not-exceed-payment',
    holds: refundedMinor <= capturedMinor,
    message:
      `${refundedMinor} are said to have gone back, of a payment of which the order knows ${capturedMinor}. ` +
      'Look up what was taken.',
    data: { refundedMinor, capturedMinor },
  };
}
