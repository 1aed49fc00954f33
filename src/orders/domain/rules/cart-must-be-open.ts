import type { Rule } from '@daybook/domain';
import type { OrderStatus } from '../order-status.js';

/** What is in an order changes until it is submitted. An abandoned cart is open in this sense. */
export function cartMustBeOpen(status: OrderStatus): Rule {
  return {
    code: 'cart-must-be-open',
    holds: status === 'cart' || status === 'abandoned',
    message: `The order is ${status}: its cart is closed. Begin another order.`,
    data: { status },
  };
}
