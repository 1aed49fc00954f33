import type { Rule } from '@daybook/domain';
import type { OrderStatus } from '../order-status.js';

/** An order begins once. */
export function orderMustNotHaveBegun(status: OrderStatus): Rule {
  return {
    code: 'order-must-not-have-begun',
    holds: status === 'not begun',
    message: `There is such an order already: it is ${status}. Begin another one.`,
    data: { status },
  };
}
