import type { Rule } from '@daybook/domain';
import type { OrderStatus } from '../order-status.js';

/** A cart is abandoned once, until somebody takes it up again. */
export function cartMustNotBeAbandonedTwice(status: OrderStatus): Rule {
  return {
    code: 'cart-must-not-be-abandoned-twice',
    holds: status !== 'abandoned',
    message: 'The cart is abandoned already, and nobody has touched it since. There is nothing to record.',
    data: { status },
  };
}
