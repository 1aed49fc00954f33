import type { Rule } from '@daybook/domain';

/** Only what was deposited can be reversed. */
export function depositMustExist(depositVersion: number, deposits: ReadonlyMap<number, number>): Rule {
  return {
    code: 'deposit-must-exist',
    holds: deposits.has(depositVersion),
    message: `There is no deposit at version ${depositVersion} of the account. Look up its version in the account's events.`,
    data: { depositVersion },
  };
}
