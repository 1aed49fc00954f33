import type { Rule } from '@daybook/domain';

/** Nothing cannot be ordered. */
export function orderMustHaveItems(lines: number): Rule {
  return {
    code: 'order-must-have-items',
    holds: lines > 0,
    message: 'There is nothing in the cart. Put something in, then submit the order.',
  };
}
