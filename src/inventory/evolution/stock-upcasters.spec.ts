import { EventTypeRegistry, UpcasterChain } from '@daybook/event-store';
import { upcasting } from '@daybook/testing';
import { expect, test } from '@jest/globals';
import { StockPicked } from '../domain/events/stock-picked.js';
import { StockReceived } from '../domain/events/stock-received.js';
import { StockReleased } from '../domain/events/stock-released.js';
import { StockReserved } from '../domain/events/stock-reserved.js';
import { StockReceivedV1ToV2 } from './stock-received-v1-to-v2.upcaster.js';
import { StockReservedV1ToV2 } from './stock-reserved-v1-to-v2.upcaster.js';
import { StockShippedToPicked } from './stock-shipped-to-picked.upcaster.js';
import { stockUpcasters } from './stock-upcasters.js';

test('what was recorded of stock is read in every shape that there has been', () => {
  const registry = new EventTypeRegistry().register(StockReceived, StockReserved, StockReleased, StockPicked);
  const chain = UpcasterChain.of(
    stockUpcasters.map((step) => new step()),
    registry,
  );
  for (const type of ['received', 'reserved', 'released']) {
    for (const version of [1, 2]) expect(chain.reads(`stock.${type}`, version)).toBe(true);
  }
  expect(chain.sourcesOf('stock.picked')).toEqual(['stock.picked', 'stock.shipped']);
});

test('what was recorded when there was one store is of the main store, and of the product that the stock item is named after', () => {
  upcasting(StockReceivedV1ToV2)
    .told({ aggregateId: 'pen' })
    .lifts({ quantity: 5 })
    .to({ store: 'main', sku: 'pen', quantity: 5 });
  upcasting(StockShippedToPicked)
    .told({ aggregateId: 'pen' })
    .lifts({ orderId: 'o-1', quantity: 5 })
    .to({ store: 'main', sku: 'pen', orderId: 'o-1', quantity: 5 });
});

test('what is written for a release that knows no stores comes back as it was', () => {
  for (const [sku, store, aggregateId] of [
    ['pen', 'main', 'pen'],
    ['pen', 'lisbon', 'pen@lisbon'],
    ['a@b', 'main', 'a@b@main'],
  ] as const) {
    const told = upcasting(StockReservedV1ToV2).told({ aggregateId });
    told.lifts({ store, sku, orderId: 'o-1', quantity: 5 }).andBack();
    told.lifts({ store, sku, orderId: 'o-1', quantity: 5, expiresAt: '2026-02-01T12:30:00.000Z' }).andBack();
  }
});
