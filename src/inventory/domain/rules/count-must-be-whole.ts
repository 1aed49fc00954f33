import type { Rule } from '@daybook/domain';

/** Pieces are counted in whole ones; there may be none. */
export function countMustBeWhole(counted: number): Rule {
  return {
    code: 'count-must-be-whole',
    holds: Number.isSafeInteger(counted) && counted >= 0,
    message: `The count is ${counted}. Give a whole number of pieces from 0 to ${Number.MAX_SAFE_INTEGER}.`,
  };
}
