import { EventStore } from '@daybook/event-store';
import { ExpressAdapter } from '@nestjs/platform-express';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { RunningHarbour } from '../../test/journeys/running-harbour.js';
import { configureApp } from '../configure-app.js';

/** As it was written when there was one store, and what left it was called shipped. */
const writeVersions = {
  'stock.received': 1,
  'stock.reserved': 1,
  'stock.released': 1,
  'stock.picked': { event: 'stock.shipped', version: 1 },
};

let harbour: RunningHarbour;

beforeAll(async () => {
  harbour = await RunningHarbour.start(new ExpressAdapter(), configureApp, { writeVersions });
  const post = (path: string, body: object) => harbour.post(`/inventory/main/pen/${path}`, body);
  await post('receipts', { quantity: 5, occurredAt: '2026-01-10' });
  await post('reservations', { orderId: 'o-1', quantity: 2, occurredAt: '2026-01-11' });
  await post('reservations', { orderId: 'o-2', quantity: 1, occurredAt: '2026-01-12' });
  await post('reservations/o-1/pick', { occurredAt: '2026-01-13' });
  await post('reservations/o-2/release', { occurredAt: '2026-01-14' });
});
afterAll(() => harbour.stop());

test('stock that was recorded before there were stores is that of the main store, now and on any day', async () => {
  const stored: unknown[] = [];
  const store = harbour.app.get<EventStore>(EventStore);
  for await (const { type, schemaVersion, data } of store.readStream('stock-pen', { asStored: true })) {
    stored.push([type, schemaVersion, data]);
  }
  expect(stored).toEqual([
    ['stock.received', 1, { quantity: 5 }],
    ['stock.reserved', 1, { orderId: 'o-1', quantity: 2 }],
    ['stock.reserved', 1, { orderId: 'o-2', quantity: 1 }],
    ['stock.shipped', 1, { orderId: 'o-1', quantity: 2 }],
    ['stock.released', 1, { orderId: 'o-2', quantity: 1 }],
  ]);

  const today = await harbour.another();
  try {
    const view = async (asked = '') => (await today.get(`/inventory/main/pen${asked}`)).body;
    expect(await view()).toEqual({ store: 'main', sku: 'pen', onHand: 3, reserved: 0, available: 3, version: 5 });
    expect(await view('?occurredBy=2026-01-12')).toMatchObject({ onHand: 5, reserved: 3, available: 2 });
    const again = await today.post('/inventory/main/pen/reservations', { orderId: 'o-2', quantity: 3 });
    expect(again).toMatchObject({ status: 200, body: { version: 6, available: 0 } });
  } finally {
    await today.app.close();
  }
});
