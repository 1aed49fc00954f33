import { changesOf, createAggregate, decide, type DomainEvent, newEventId, replay } from '@daybook/domain';
import { given } from '@daybook/testing';
import { describe, expect, test } from '@jest/globals';
import {
  abandoned,
  added,
  amountOff,
  begun,
  book,
  pasts,
  pens,
  percentOff,
  removed,
  submitted,
} from './example/sample-orders.js';
import type { CartAbandoned } from './events/cart-abandoned.js';
import type { CouponApplied } from './events/coupon-applied.js';
import { ItemAdded } from './events/item-added.js';
import { OrderSubmitted } from './events/order-submitted.js';
import type { Coupon } from './coupon.js';
import { Order } from './order.js';
import type { OrderLine } from './order-line.js';

const max = Number.MAX_SAFE_INTEGER;
const add = (item: OrderLine) => (order: Order) => order.decide({ type: 'add-item', item });
const remove = (quantity?: number, sku = 'pen') => {
  return (order: Order) => order.decide({ type: 'remove-item', store: 'lisbon', sku, quantity });
};
const apply = (coupon: Coupon) => (order: Order) => order.decide({ type: 'apply-coupon', coupon });
const submit = (order: Order) => order.decide({ type: 'submit' });
const abandon = (order: Order) => order.decide({ type: 'abandon' });

describe('An order', () => {
  const begin = (order: Order) => order.decide({ type: 'begin', customerId: 'c-1', currency: 'EUR' });

  test('begins with an empty cart, once', () => {
    given(Order).when(begin).then(begun);
    given(Order, begun).when(begin).refuses('order-must-not-have-begun');
    given(Order, ...pasts.cancelled)
      .when(begin)
      .refuses('order-must-not-have-begun');
  });

  test('takes items, and gives them back', () => {
    given(Order, begun).when(add(pens)).then(added());
    given(Order, begun, added()).when(remove(1)).then(removed(1));
    given(Order, begun, added()).when(remove()).then(removed(2));
    given(Order, begun, added(), added()).when(remove()).then(removed(4));
  });

  test('gives back only what is in it', () => {
    given(Order, begun, added()).when(remove(3)).refuses('item-must-be-in-cart');
    given(Order, begun, added()).when(remove(1, 'book')).refuses('item-must-be-in-cart');
    given(Order, begun, added(), removed(2)).when(remove()).refuses('item-must-be-in-cart');
    given(Order, begun, added()).when(remove(0)).refuses('quantity-must-be-positive');
    given(Order, begun, added()).when(remove(-1)).refuses('quantity-must-be-positive');
  });

  test('takes the same number of another store for another product', () => {
    const elsewhere = { ...pens, store: 'porto', priceMinor: 1 };
    given(Order, begun, added()).when(add(elsewhere)).then(added(elsewhere));
    given(Order, begun, added(elsewhere)).when(remove()).refuses('item-must-be-in-cart');
  });

  test('has one price for all pieces of a product', () => {
    given(Order, begun, added())
      .when(add({ ...pens, priceMinor: 999 }))
      .refuses('item-must-keep-its-price');
    given(Order, begun, added())
      .when(add({ ...pens, freightMinor: 0 }))
      .refuses('item-must-keep-its-price');
    const cheaper = { ...pens, priceMinor: 999 };
    given(Order, begun, added(), removed(2)).when(add(cheaper)).then(added(cheaper));
  });

  test.each([0, -1, 0.5, NaN, max + 1])('takes no %p pieces', (quantity) =>
    given(Order, begun)
      .when(add({ ...pens, quantity }))
      .refuses('quantity-must-be-positive'),
  );

  test.each([-1, 0.5, NaN, max + 1])('takes nothing at a price of %p, but what is free', (amountMinor) => {
    given(Order, begun)
      .when(add({ ...pens, priceMinor: amountMinor }))
      .refuses('price-must-be-countable');
    given(Order, begun)
      .when(add({ ...pens, freightMinor: amountMinor }))
      .refuses('price-must-be-countable');
    const free = { ...pens, priceMinor: 0, freightMinor: 0 };
    given(Order, begun).when(add(free)).then(added(free));
  });

  test('never comes to a total that is not exact', () => {
    const dear = { ...book, priceMinor: max - 2200 };
    given(Order, begun, added()).when(add(dear)).then(added(dear));
    given(Order, begun, added())
      .when(add({ ...book, priceMinor: max - 2199 }))
      .refuses('total-must-stay-countable');
    given(Order, begun)
      .when(add({ ...pens, quantity: max, priceMinor: max }))
      .refuses('total-must-stay-countable');
  });

  test('holds a hundred different products, and more of those that it has', () => {
    const full = Array.from({ length: 100 }, (_, n) => ItemAdded.of({ ...pens, sku: `pen-${n}` }));
    given(Order, begun, ...full)
      .when(add({ ...pens, sku: 'one-more' }))
      .refuses('cart-must-not-overflow');
    given(Order, begun, ...full)
      .when(add({ ...pens, sku: 'pen-7' }))
      .then(added({ ...pens, sku: 'pen-7' }));
  });
});

describe('A coupon', () => {
  test('takes off a part or an amount', () => {
    given(Order, begun)
      .when(apply({ code: 'LESS', percentOff: 10 }))
      .then(percentOff(10));
    given(Order, begun)
      .when(apply({ code: 'LESS', amountOffMinor: 1 }))
      .then(amountOff(1));
  });

  test('is the only one', () =>
    given(Order, begun, percentOff(10))
      .when(apply({ code: 'MORE', percentOff: 20 }))
      .refuses('coupon-must-be-the-only-one'));

  test.each([0, -1, 0.5, 101, NaN])('takes off no %p per cent', (percent) =>
    given(Order, begun)
      .when(apply({ code: 'LESS', percentOff: percent }))
      .refuses('coupon-must-take-something-off'),
  );

  test.each([0, -1, 0.5, max + 1])('takes off no amount of %p', (amountOffMinor) =>
    given(Order, begun)
      .when(apply({ code: 'LESS', amountOffMinor }))
      .refuses('coupon-must-take-something-off'),
  );

  test('takes off one of the two', () => {
    const both = { code: 'LESS', percentOff: 1, amountOffMinor: 1 } as unknown as Coupon;
    given(Order, begun).when(apply(both)).refuses('coupon-must-take-something-off');
    given(Order, begun)
      .when(apply({ code: 'LESS' } as unknown as Coupon))
      .refuses('coupon-must-take-something-off');
  });
});

describe('Submitting', () => {
  const total = (coupon: CouponApplied | undefined, goods: OrderLine) => {
    const events = [begun, added(goods), ...(coupon === undefined ? [] : [coupon])];
    return given(Order, ...events).when(submit);
  };
  const costs = (line: OrderLine, goodsMinor: number, freightMinor: number, discountMinor: number) =>
    OrderSubmitted.of({
      ...submitted,
      lines: [line],
      goodsMinor,
      freightMinor,
      discountMinor,
      totalMinor: goodsMinor + freightMinor - discountMinor,
    });

  test('says all that is needed to fulfil the order', () => {
    given(Order, begun, added()).when(submit).then(submitted);
    given(Order, begun, added())
      .when((order) => order.decide({ type: 'submit', accountId: 'alice', promisedOn: '2026-02-01' }))
      .then(OrderSubmitted.of({ ...submitted, accountId: 'alice', promisedOn: '2026-02-01' }));
    given(Order, begun, added())
      .when((order) => order.decide({ type: 'submit', fulfilment: 'elsewhere' }))
      .then(OrderSubmitted.of({ ...submitted, fulfilment: 'elsewhere' }));
  });

  test('takes the lines together, in the order in which they came', () => {
    const [one, three] = [
      { ...pens, quantity: 1 },
      { ...pens, quantity: 3 },
    ];
    given(Order, begun, added(), added(book), added(one))
      .when(submit)
      .then(
        OrderSubmitted.of({
          ...submitted,
          lines: [three, book],
          goodsMinor: 8000,
          freightMinor: 300,
          discountMinor: 0,
          totalMinor: 8300,
        }),
      );
  });

  test('takes the coupon off the goods and never off the freight', () => {
    total(percentOff(10), pens).then(costs(pens, 2000, 200, 200));
    total(percentOff(100), pens).then(costs(pens, 2000, 200, 2000));
    total(amountOff(1999), pens).then(costs(pens, 2000, 200, 1999));
    total(amountOff(2001), pens).then(costs(pens, 2000, 200, 2000));
  });

  test('rounds half a minor unit up, however much it comes to', () => {
    const of = (priceMinor: number) => ({ ...book, priceMinor });
    total(percentOff(15), of(10)).then(costs(of(10), 10, 0, 2));
    total(percentOff(14), of(10)).then(costs(of(10), 10, 0, 1));
    total(percentOff(50), of(max)).then(costs(of(max), max, 0, 4503599627370496));
  });

  test('needs something in the cart, and something to be paid', () => {
    given(Order, begun).when(submit).refuses('order-must-have-items');
    given(Order, begun, added(), removed(2)).when(submit).refuses('order-must-have-items');
    total(percentOff(100), book).refuses('order-must-cost-something');
    total(undefined, { ...book, priceMinor: 0 }).refuses('order-must-cost-something');
  });

  test('closes the cart', () => {
    for (const command of [add(book), remove(), apply({ code: 'LESS', percentOff: 1 }), submit, abandon]) {
      for (const status of ['submitted', 'paid', 'invoiced', 'shipped', 'delivered', 'cancelled'] as const) {
        given(Order, ...pasts[status])
          .when(command)
          .refuses('cart-must-be-open');
      }
    }
  });
});

describe('A cart', () => {
  const past = [begun, added()] as const;

  test('is abandoned when nobody has touched it for a day', () => {
    expect(leftAt(leftFor(24, begun, added()))).toEqual([touched]);
    expect(leftAt(leftFor(1000, begun, added(), removed(1), percentOff(1)))).toEqual([touched]);
    expect(() => leftFor(24 - 1 / 3_600_000, begun, added())).toThrow(
      expect.objectContaining({
        code: 'cart-must-be-left-for-a-day',
        data: { touchedAt: '2026-02-01T10:00:00.000Z', now: '2026-02-02T09:59:59.999Z' },
      }),
    );
  });

  test('that is abandoned is taken up again by whatever is done to it', () => {
    const events = [...past, abandoned(touched)] as const;
    given(Order, ...events)
      .when(add(book))
      .then(added(book));
    given(Order, ...events)
      .when(submit)
      .then(submitted);
    given(Order, ...events)
      .when(abandon)
      .refuses('cart-must-not-be-abandoned-twice');
    expect(leftAt(leftFor(24, ...events, added(book)))).toEqual([touched]);
  });
});

test('A cart is not abandoned earlier because something is told late', () => {
  const cart = createAggregate(Order, 'given');
  [begun, added(), added(book)].forEach((event, index) => {
    const occurredAt = index === 1 ? touched : new Date('2026-01-01');
    replay(cart, event, { eventId: newEventId(), aggregateId: 'given', version: index + 1, occurredAt });
  });
  expect(cart.state.touchedAt).toEqual(touched);
});

const touched = new Date('2026-02-01T10:00:00.000Z');

/** What is decided on a cart to which the last of these has happened so many hours ago, and all others long before. */
function leftFor(hours: number, ...past: readonly DomainEvent[]): readonly DomainEvent[] {
  const cart = createAggregate(Order, 'given');
  past.forEach((event, index) => {
    const occurredAt = index === past.length - 1 ? touched : new Date('2026-01-01');
    replay(cart, event, { eventId: newEventId(), aggregateId: 'given', version: index + 1, occurredAt });
  });
  decide(cart, { now: new Date(touched.getTime() + hours * 3_600_000) }, () => cart.decide({ type: 'abandon' }));
  return changesOf(cart).map(({ event }) => event);
}

const leftAt = (events: readonly DomainEvent[]) => events.map((event) => (event as CartAbandoned).leftAt);
