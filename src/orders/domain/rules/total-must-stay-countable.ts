import type { Rule } from '@daybook/domain';

/** Money is counted exactly or not at all: beyond 2^53 - 1 minor units, cents would be lost. */
export function totalMustStayCountable(totalMinor: number): Rule {
  return {
    code: 'total-must-stay-countable',
    holds: Number.isSafeInteger(totalMinor),
    message:
      'The order would come to more than can be counted exactly ' +
      `(${Number.MAX_SAFE_INTEGER} minor units). Make it two orders.`,
  };
}
