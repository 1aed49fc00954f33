import type { Rule } from '@daybook/domain';
import type { OrderStatus } from '../order-status.js';

/** An order can be called off until its goods have left. Afterwards the customer gets them, and may return them. */
export function orderMustNotHaveLeft(status: OrderStatus): Rule {
  return {
    code: 'order-must-not-have-left',
    holds: ['cart', 'abandoned', 'submitted', 'paid', 'invoiced'].includes(status),
    message: `The order is ${status}, and can be cancelled no more. Return it when it is delivered, if there is something to return.`,
    data: { status },
  };
}
