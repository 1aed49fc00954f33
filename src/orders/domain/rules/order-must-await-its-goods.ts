import type { Rule } from '@daybook/domain';
import type { OrderStatus } from '../order-status.js';

/** Goods turn out to be unavailable while somebody waits for them to leave. */
export function orderMustAwaitItsGoods(status: OrderStatus): Rule {
  return {
    code: 'order-must-await-its-goods',
    holds: ['submitted', 'paid', 'invoiced'].includes(status),
    message: `The order is ${status}, and waits for no goods. There is nothing to be found missing.`,
    data: { status },
  };
}
