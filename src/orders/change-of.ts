import type { RecordedDecision } from '@daybook/nestjs';
import type { OrderChange } from './contract/order-change.js';
import type { Order } from './domain/order.js';
import { totalOf } from './domain/order-total.js';

/** What a command on an order answers. */
export function changeOf({ version, position, aggregate: { state } }: RecordedDecision<Order>): OrderChange {
  const { totalMinor } = totalOf(state.lines.values(), state.coupon);
  return { version, position, status: state.status, totalMinor };
}
