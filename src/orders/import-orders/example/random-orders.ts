import fc from 'fast-check';
import { type MarketplaceOrder, marketplaceStatuses } from '../../marketplace/marketplace-rows.js';

const minute = 60_000;
const time = fc.integer({ min: 1, max: 100_000 }).map((minutes) => new Date(Date.UTC(2026, 0, 1) + minutes * minute));
const perhaps = fc.option(time, { nil: undefined });
const amount = fc.integer({ min: 0, max: 5_000 });

/** Orders as marketplaces write them down, with times in any order, and rows that are missing. */
export const marketplaceOrders: fc.Arbitrary<MarketplaceOrder> = fc
  .record({
    status: fc.constantFrom(...marketplaceStatuses),
    purchasedAt: time,
    approvedAt: perhaps,
    handedToCarrierAt: perhaps,
    deliveredAt: perhaps,
    promisedOn: time.map((day) => day.toISOString().slice(0, 10)),
    items: fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('x', 'y'), amount, amount), { maxLength: 5 }),
    payments: fc.array(amount, { maxLength: 4 }),
  })
  .map(({ items, payments, ...order }) => ({
    order: { file: 'orders.csv', line: 2, orderId: 'o-1', customerId: 'c-1', ...order },
    items: items.map(([sku, store, priceMinor, freightMinor], place) => ({
      file: 'items.csv',
      line: 2 + place,
      number: place + 1,
      ...{ sku, store, priceMinor, freightMinor },
    })),
    payments: payments.map((amountMinor, place) => ({
      file: 'payments.csv',
      line: 2 + place,
      sequence: place + 1,
      amountMinor,
    })),
  }));
