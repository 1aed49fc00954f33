import type { Rule } from '@daybook/domain';

/** All accounts of an owner together go no further below zero than the bank lends to one owner. */
export function ownerLimitMustHold(amountMinor: number, ownerBalanceMinor: bigint, ownerLimitMinor: number): Rule {
  return {
    code: 'owner-limit-must-hold',
    holds: ownerBalanceMinor - BigInt(amountMinor) >= -BigInt(ownerLimitMinor),
    message:
      `The bank lends no owner more than ${ownerLimitMinor}: ${amountMinor} was to be withdrawn, and the owner's accounts ` +
      `hold ${ownerBalanceMinor} together. Withdraw less, or deposit first.`,
    data: { amountMinor, ownerBalanceMinor: Number(ownerBalanceMinor), ownerLimitMinor },
  };
}
