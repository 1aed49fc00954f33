import type { Rule } from '@daybook/domain';

/** Only what was picked for an order is put back, and once. */
export function pickMustExist(orderId: string, picked: number): Rule {
  return {
    code: 'pick-must-exist',
    holds: picked > 0,
    message: 'Nothing is picked for this order: it never was, or was put back since. What else came in is received.',
    data: { orderId },
  };
}
