import type { Rule } from '@daybook/domain';

/** An account ends with nothing that somebody may still take. */
export function holdsMustBeSettledToClose(heldMinor: number): Rule {
  return {
    code: 'holds-must-be-settled-to-close',
    holds: heldMinor === 0,
    message: `${heldMinor} are held for somebody. Let them be taken or released first, then close the account.`,
    data: { heldMinor },
  };
}
