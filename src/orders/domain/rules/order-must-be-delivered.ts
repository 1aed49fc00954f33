import type { Rule } from '@daybook/domain';
import type { OrderStatus } from '../order-status.js';

/** Only what the customer has can come back. */
export function orderMustBeDelivered(status: OrderStatus): Rule {
  return {
    code: 'order-must-be-delivered',
    holds: status === 'delivered',
    message: `The order is ${status}. What was not delivered cannot be returned; cancel it while it has not left.`,
    data: { status },
  };
}
