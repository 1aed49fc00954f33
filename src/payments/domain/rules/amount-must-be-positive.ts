import type { Rule } from '@daybook/domain';

/** Money moves in whole minor units, and in the direction that is asked for. */
export function amountMustBePositive(amountMinor: number): Rule {
  return {
    code: 'amount-must-be-positive',
    holds: Number.isSafeInteger(amountMinor) && amountMinor > 0,
    message: `The amount is ${amountMinor}. Give a whole number of minor units from 1 to ${Number.MAX_SAFE_INTEGER}.`,
  };
}
