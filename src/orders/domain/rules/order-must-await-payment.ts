import type { Rule } from '@daybook/domain';
import type { OrderStatus } from '../order-status.js';

/** Money is taken for what was submitted, in one payment or in several, until the goods are got ready. */
export function orderMustAwaitPayment(status: OrderStatus): Rule {
  return {
    code: 'order-must-await-payment',
    holds: status === 'submitted' || status === 'paid',
    message: `The order is ${status}, and awaits no payment. Give the money back.`,
    data: { status },
  };
}
