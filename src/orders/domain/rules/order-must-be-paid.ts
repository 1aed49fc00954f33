import type { Rule } from '@daybook/domain';
import type { OrderStatus } from '../order-status.js';

/** Nothing leaves that is not paid; and what has left or was called off leaves no second time. */
export function orderMustBePaid(status: OrderStatus): Rule {
  return {
    code: 'order-must-be-paid',
    holds: status === 'paid' || status === 'invoiced',
    message: `The order is ${status}. Only what is paid, and has not left, is handed to the carrier.`,
    data: { status },
  };
}
