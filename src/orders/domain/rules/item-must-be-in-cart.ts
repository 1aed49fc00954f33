import type { Rule } from '@daybook/domain';
import type { OrderLine } from '../order-line.js';

/** Only what is in the cart is taken out of it. */
export function itemMustBeInCart(
  { store, sku }: Pick<OrderLine, 'store' | 'sku'>,
  quantity: number,
  inCart: number,
): Rule {
  return {
    code: 'item-must-be-in-cart',
    holds: inCart > 0 && quantity <= inCart,
    message: `${quantity} pieces were to be taken out of the cart, and ${inCart} of this product are in it. Take out fewer.`,
    data: { store, sku, quantity, inCart },
  };
}
