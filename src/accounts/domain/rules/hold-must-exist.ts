import type { Rule } from '@daybook/domain';

/** Only what is put aside can be taken or given up. */
export function holdMustExist(holdId: string, holds: ReadonlyMap<string, number>): Rule {
  return {
    code: 'hold-must-exist',
    holds: holds.has(holdId),
    message: `Nothing is held under "${holdId}": it never was, or was taken or released since. Hold it first.`,
    data: { holdId },
  };
}
