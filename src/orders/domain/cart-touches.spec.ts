import { eventDefinitionOf } from '@daybook/domain';
import { expect, test } from '@jest/globals';
import { cartTouches } from './cart-touches.js';
import { evolveOrder } from './evolve-order.js';
import { abandoned, added, begun, pasts, percentOff, removed } from './example/sample-orders.js';
import type { orderEvents } from './order-events.js';
import { notBegun, type OrderState } from './order-state.js';

const at = (occurredAt: Date) => ({ occurredAt, eventId: '', aggregateId: 'given', version: 1 });
const later = new Date('2026-03-01');

/** An order whose cart was abandoned in January, after one more event. */
function after(event: object): OrderState {
  const { type } = eventDefinitionOf(event.constructor as (typeof orderEvents)[number]);
  const evolve = Reflect.get(evolveOrder, type) as (...all: readonly unknown[]) => OrderState;
  return evolve({ ...notBegun, status: 'abandoned', touchedAt: new Date('2026-01-01') }, event, at(later));
}

test('what touches a cart takes it up again, and says when somebody was there; nothing else does', () => {
  const samples = [...Object.values(pasts).flat(), removed(1), percentOff(10), abandoned(later)];
  const touching = samples.filter((event) => {
    const { status, touchedAt } = after(event);
    return status === 'cart' && touchedAt.getTime() === later.getTime();
  });
  expect(new Set(touching.map((event) => event.constructor))).toEqual(new Set(cartTouches));
  expect(touching).toEqual(expect.arrayContaining([begun, added()]));
});
