import type { Rule } from '@daybook/domain';

/** That goods are late is told once; they are no later by being told again. */
export function deliveryMustNotBeOverdueTwice(isOverdue: boolean): Rule {
  return {
    code: 'delivery-must-not-be-overdue-twice',
    holds: !isOverdue,
    message: 'It is on record already that the delivery is overdue. Ask the carrier.',
  };
}
