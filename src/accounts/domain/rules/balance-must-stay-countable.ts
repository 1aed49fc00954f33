import type { Rule } from '@daybook/domain';

/** Money is counted exactly or not at all: beyond 2^53 - 1 minor units, cents would be lost. */
export function balanceMustStayCountable(balanceMinor: number, changeMinor: number): Rule {
  return {
    code: 'balance-must-stay-countable',
    holds: Number.isSafeInteger(balanceMinor + changeMinor),
    message:
      `The balance of ${balanceMinor} cannot change by ${changeMinor}: it would leave what can be counted exactly ` +
      `(±${Number.MAX_SAFE_INTEGER} minor units). Use a further account.`,
    data: { balanceMinor, changeMinor },
  };
}
