import type { Rule } from '@daybook/domain';

/** Money is put aside once under one name. */
export function holdMustBeNew(holdId: string, holds: ReadonlyMap<string, number>): Rule {
  return {
    code: 'hold-must-be-new',
    holds: !holds.has(holdId),
    message: `${holds.get(holdId)} are held under "${holdId}" already. Release them first, or use another name.`,
    data: { holdId },
  };
}
