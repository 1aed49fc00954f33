import type { Rule } from '@daybook/domain';

/** No more is paid back than was paid. */
export function refundMustNotExceedPayment(amountMinor: number, refundableMinor: number): Rule {
  return {
    code: 'refund-must-not-exceed-payment',
    holds: amountMinor <= refundableMinor,
    message: `${amountMinor} were to be paid back, and ${refundableMinor} of the payment are left. Refund less.`,
    data: { amountMinor, refundableMinor },
  };
}
