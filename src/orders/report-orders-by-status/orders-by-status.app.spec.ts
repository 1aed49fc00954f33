import { Daybook } from '@daybook/nestjs';
import { CommandBus } from '@nestjs/cqrs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RunningHarbour } from '../../../test/journeys/running-harbour.js';
import { RecordPaymentCaptured } from '../record-payment-captured/record-payment-captured.command.js';
import { SubmitOrder } from '../submit-order/submit-order.command.js';

let harbour: RunningHarbour;

const none = { delivered: 0, shipped: 0, canceled: 0, unavailable: 0, processing: 0, invoiced: 0 };
const pens = { store: 'lisbon', sku: 'pen', quantity: 2, priceMinor: 1000 };

/** What happens to each order on which day of January. */
const lives: readonly (readonly (readonly [route: string, day: number])[])[] = [
  [],
  [['submit', 1]],
  [
    ['submit', 1],
    ['pay', 2],
  ],
  [
    ['submit', 1],
    ['pay', 2],
    ['invoice', 4],
  ],
  [
    ['submit', 1],
    ['pay', 2],
    ['hand-over', 4],
  ],
  [
    ['submit', 1],
    ['pay', 2],
    ['hand-over', 3],
    ['deliver', 4],
  ],
  [
    ['submit', 1],
    ['pay', 2],
    ['cancel', 4],
  ],
];

beforeAll(async () => {
  harbour = await RunningHarbour.start();
  await Promise.all(lives.map((life, n) => live(`o-${n}`, life)));
  await harbour.app.get(Daybook).whenIdle();
});
afterAll(() => harbour.stop());

async function live(orderId: string, life: (typeof lives)[number]): Promise<void> {
  const on = (day: number) => ({ occurredAt: `2026-01-0${day}` });
  await harbour.post('/orders', { orderId, customerId: 'c', currency: 'EUR', ...on(1) });
  await harbour.post(`/orders/${orderId}/items`, { ...pens, ...on(1) });
  for (const [route, day] of life) {
    if (route === 'pay') {
      await harbour.app.get(CommandBus).execute(new RecordPaymentCaptured(orderId, 'p', 2000, on(day)));
    } else if (route === 'submit') {
      // Or Harbour would drive it from here.
      await harbour.app.get(CommandBus).execute(new SubmitOrder(orderId, { fulfilment: 'elsewhere' }, on(day)));
    } else expect((await harbour.post(`/orders/${orderId}/${route}`, on(day))).status).toBe(200);
  }
}

const report = async (query = ''): Promise<unknown> => (await harbour.get(`/reports/orders-by-status${query}`)).body;

describe('GET /reports/orders-by-status', () => {
  const now = { ...none, delivered: 1, shipped: 1, canceled: 1, processing: 1, invoiced: 1, cart: 1, submitted: 1 };

  test('answers in the words of the marketplaces, and in ours where there are such orders', async () => {
    expect(await report()).toEqual(now);
  });

  test.each([
    ['?recordedBy=9999-12-31', now],
    ['?recordedBy=2025-12-31', none],
    ['?occurredBy=2026-01-04', now],
    ['?occurredBy=2026-01-03', { ...none, shipped: 1, processing: 4, cart: 1, submitted: 1 }],
    ['?occurredBy=2026-01-02', { ...none, processing: 5, cart: 1, submitted: 1 }],
    ['?occurredBy=2026-01-01', { ...none, cart: 1, submitted: 6 }],
    ['?occurredBy=2025-12-31', none],
  ])('answers as of a time: %s', async (query, expected) => {
    expect(await report(query)).toEqual(expected);
  });

  test.each([
    ['?occurredBy=2026-01-01&recordedBy=2026-01-01', 'occurredBy'],
    ['?occurredBy=soon', 'occurredBy'],
    ['?version=1', 'version'],
  ])('refuses %s, and names the field', async (query, field) => {
    expect(await report(query)).toMatchObject({
      status: 400,
      errors: expect.arrayContaining([expect.objectContaining({ field })]),
    });
  });

  test('waits for what its reader has written', async () => {
    const { headers } = await harbour.post('/orders/o-0/cancel', {});
    const { body } = await harbour.get('/reports/orders-by-status', {
      'Daybook-Wait-For': headers.get('daybook-position') ?? '',
    });
    expect(body).toEqual({ ...none, delivered: 1, shipped: 1, canceled: 2, processing: 1, invoiced: 1, submitted: 1 });
  });
});
