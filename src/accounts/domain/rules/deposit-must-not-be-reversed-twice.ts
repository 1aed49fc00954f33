import type { Rule } from '@daybook/domain';

/** A deposit is taken back once. */
export function depositMustNotBeReversedTwice(depositVersion: number, reversed: ReadonlySet<number>): Rule {
  return {
    code: 'deposit-must-not-be-reversed-twice',
    holds: !reversed.has(depositVersion),
    message: `The deposit at version ${depositVersion} has been reversed already. There is nothing left to take back.`,
    data: { depositVersion },
  };
}
