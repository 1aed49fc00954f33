import type { Rule } from '@daybook/domain';

/** A count says what there was when it was made: pieces that came or went since would be corrected away. */
export function countMustFollowMovements(countedAt: Date, movedAt: Date | null): Rule {
  return {
    code: 'count-must-follow-movements',
    holds: movedAt === null || movedAt <= countedAt,
    message:
      `The count was made at ${countedAt.toISOString()}, and pieces came or went at ${movedAt?.toISOString()}. ` +
      'Count again, or compare it by a reconciliation.',
    data: { countedAt: countedAt.toISOString(), movedAt: movedAt?.toISOString() ?? null },
  };
}
