import type { Rule } from '@daybook/domain';
import type { OrderStatus } from '../order-status.js';

/** An invoice is written once, for what was paid and has not left yet. */
export function orderMustAwaitItsInvoice(status: OrderStatus): Rule {
  return {
    code: 'order-must-await-its-invoice',
    holds: status === 'paid',
    message: `The order is ${status}, and awaits no invoice. One is written when it is paid, and no second one.`,
    data: { status },
  };
}
