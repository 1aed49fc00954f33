import type { Rule } from '@daybook/domain';

/** Pieces are counted in whole ones, and something moves or nothing happens. */
export function quantityMustBePositive(quantity: number): Rule {
  return {
    code: 'quantity-must-be-positive',
    holds: Number.isSafeInteger(quantity) && quantity > 0,
    message: `The quantity is ${quantity}. Give a whole number of pieces from 1 to ${Number.MAX_SAFE_INTEGER}.`,
  };
}
