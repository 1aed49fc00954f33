import fc from 'fast-check';
import type { Coupon } from '../coupon.js';
import type { FulfilmentCommand, OrderCommand, ShoppingCommand } from '../order-command.js';
import type { OrderLine } from '../order-line.js';

/** Something that is asked of an order, so many hours after what was asked before. */
export interface Asked {
  readonly command: OrderCommand;
  readonly hours: number;
}

const store = fc.constantFrom('lisbon', 'porto');
const sku = fc.constantFrom('pen', 'book', '__proto__');
// Few, so that what goes back is now and then all of a payment, or more than is left of it.
const amountMinor = fc.constantFrom(-1, 0, 1, 60, 60, 100, 100);
const paymentId = fc.constantFrom('p-1', 'p-2');
const reason = fc.constantFrom(undefined, 'a mistake');

// Two prices, so that a product is mostly added at the one that it has in the cart.
const item: fc.Arbitrary<OrderLine> = fc.record({
  store,
  sku,
  quantity: fc.integer({ min: 0, max: 3 }),
  priceMinor: fc.constantFrom(99, 99, 99, 0),
  freightMinor: fc.constantFrom(5, 5, 5, 0),
});
const coupon: fc.Arbitrary<Coupon> = fc.oneof(
  fc.record({ code: fc.constant('PART'), percentOff: fc.constantFrom(0, 1, 15, 50, 100, 101) }),
  fc.record({ code: fc.constant('SOME'), amountOffMinor: fc.integer({ min: 0, max: 300 }) }),
);

const shopping: fc.Arbitrary<ShoppingCommand> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('add-item' as const), item }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('remove-item' as const),
      store,
      sku,
      quantity: fc.constantFrom(undefined, 0, 1, 2, 5),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('apply-coupon' as const), coupon }) },
  { weight: 2, arbitrary: fc.constant({ type: 'abandon' as const }) },
);

const payment: fc.Arbitrary<FulfilmentCommand> = fc.record({
  type: fc.constant('record-payment' as const),
  paymentId,
  amountMinor,
});
const fulfilment: fc.Arbitrary<FulfilmentCommand> = fc.oneof(
  { weight: 3, arbitrary: payment },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('invoice' as const) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('request-shipment' as const) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('hand-to-carrier' as const) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('record-overdue' as const) }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('mark-delivered' as const) }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('cancel' as const), reason }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('mark-unavailable' as const), reason }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('return' as const), reason }) },
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constant('record-refund' as const), paymentId, refundedMinor: amountMinor }),
  },
);

const later = fc.constantFrom(0, 0, 0, 1, 23, 24, 30);
const asked = (command: fc.Arbitrary<OrderCommand>): fc.Arbitrary<Asked> => fc.record({ command, hours: later });
const once = (command: OrderCommand) => fc.tuple(asked(fc.constant(command)));
const some = (command: fc.Arbitrary<OrderCommand>, maxLength: number) => fc.array(asked(command), { maxLength });

/**
 * What shoppers and all others may ask of an order from its beginning on, sensible or not: first mostly what one does with
 * a cart, then mostly what becomes of an order, with some of the other in between.
 */
export const sessions: fc.Arbitrary<readonly Asked[]> = fc
  .tuple(
    once({ type: 'begin', customerId: 'c-1', currency: 'EUR' }),
    some(shopping, 12),
    some(fulfilment, 1),
    once({ type: 'submit' }),
    some(payment, 3),
    some(shopping, 2),
    fc.array(asked(fulfilment), { minLength: 8, maxLength: 24 }),
    some(fc.constant({ type: 'begin', customerId: 'c-2', currency: 'EUR' } as const), 1),
  )
  .map((parts) => parts.flat());
