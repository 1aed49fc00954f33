import type { Rule } from '@daybook/domain';
import type { OrderStatus } from '../order-status.js';

/** Money goes back for what nobody gets: the order was cancelled, could not be had, or was returned. */
export function orderMustBeUndone(status: OrderStatus): Rule {
  return {
    code: 'order-must-be-undone',
    holds: ['cancelled', 'unavailable', 'returned'].includes(status),
    message: `The order is ${status}: what was paid is owed to nobody. Cancel or return it first.`,
    data: { status },
  };
}
