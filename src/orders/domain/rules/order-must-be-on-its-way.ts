import type { Rule } from '@daybook/domain';
import type { OrderStatus } from '../order-status.js';

/** Delivered is what was on its way. */
export function orderMustBeOnItsWay(status: OrderStatus): Rule {
  return {
    code: 'order-must-be-on-its-way',
    holds: status === 'shipped',
    message: `The order is ${status}, not on its way. Hand it to the carrier first.`,
    data: { status },
  };
}
