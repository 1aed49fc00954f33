import type { Rule } from '@daybook/domain';

/** What an account has, and what of it is promised. */
export interface Funds {
  readonly balanceMinor: number;
  readonly heldMinor: number;
}

/** A withdrawal takes no more than the balance and the agreed overdraft, and nothing that is held for another. */
export function fundsMustSuffice(
  amountMinor: number,
  { balanceMinor, heldMinor }: Funds,
  overdraftLimitMinor: number | null,
): Rule {
  const held = heldMinor === 0 ? '' : `, of which ${heldMinor} are held,`;
  return {
    code: 'insufficient-funds',
    holds: overdraftLimitMinor === null || balanceMinor - heldMinor - amountMinor >= -overdraftLimitMinor,
    message:
      `The funds do not suffice: ${amountMinor} was to be withdrawn, the balance is ${balanceMinor}${held} and the overdraft ` +
      `limit ${overdraftLimitMinor ?? 'none'}. Withdraw less, or deposit first.`,
    data: { amountMinor, balanceMinor, overdraftLimitMinor, ...(heldMinor > 0 && { heldMinor }) },
  };
}
