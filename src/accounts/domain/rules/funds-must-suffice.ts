import type { Rule } from '@daybook/domain';

/** A withdrawal takes no more than the balance and the agreed overdraft. Without a limit, anything suffices. */
export function fundsMustSuffice(amountMinor: number, balanceMinor: number, overdraftLimitMinor: number | null): Rule {
  return {
    code: 'insufficient-funds',
    holds: overdraftLimitMinor === null || balanceMinor - amountMinor >= -overdraftLimitMinor,
    message:
      `The funds do not suffice: ${amountMinor} was to be withdrawn, the balance is ${balanceMinor} and the overdraft ` +
      `limit ${overdraftLimitMinor ?? 'none'}. Withdraw less, or deposit first.`,
    data: { amountMinor, balanceMinor, overdraftLimitMinor },
  };
}
