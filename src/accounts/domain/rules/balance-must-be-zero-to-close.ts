import type { Rule } from '@daybook/domain';

/** An account ends with nothing owed on either side. */
export function balanceMustBeZeroToClose(balanceMinor: number): Rule {
  return {
    code: 'balance-must-be-zero-to-close',
    holds: balanceMinor === 0,
    message: `The balance is ${balanceMinor}, not zero. Settle it first, then close the account.`,
    data: { balanceMinor },
  };
}
