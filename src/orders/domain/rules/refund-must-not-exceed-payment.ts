import type { Rule } from '@daybook/domain';
import type { Payment } from '../payment.js';

/** No more goes back than was taken. */
export function refundMustNotExceedPayment(
  amountMinor: number,
  { capturedMinor, refundedMinor }: Payment = { capturedMinor: 0, refundedMinor: 0 },
): Rule {
  return {
    code: 'refund-must-not-exceed-payment',
    holds: amountMinor <= capturedMinor - refundedMinor,
    message:
      `${amountMinor} were to go back, of a payment of ${capturedMinor} of which ${refundedMinor} have gone back already. ` +
      'Give back what is left of it.',
    data: { amountMinor, capturedMinor, refundedMinor },
  };
}
