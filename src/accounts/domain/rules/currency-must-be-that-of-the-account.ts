import type { Rule } from '@daybook/domain';

/** An account counts in one currency, and changes none. */
export function currencyMustBeThatOfTheAccount(currency: string, ofAccount: string): Rule {
  return {
    code: 'currency-must-be-that-of-the-account',
    holds: currency === ofAccount,
    message: `The account is in ${ofAccount}, and the amount in ${currency}. Use an account in ${currency}.`,
    data: { currency, ofAccount },
  };
}
