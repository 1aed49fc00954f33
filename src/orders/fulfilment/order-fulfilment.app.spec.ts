import { EventStore } from '@daybook/event-store';
import { Daybook } from '@daybook/nestjs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, RunningHarbour } from '../../../test/journeys/running-harbour.js';

let harbour: RunningHarbour;
let count = 0;

beforeAll(async () => {
  harbour = await RunningHarbour.start();
  await account('alice', 1_000_000);
});
afterAll(() => harbour.stop());

async function account(accountId: string, amountMinor: number): Promise<void> {
  await harbour.post('/accounts', { accountId, ownerId: accountId, currency: 'EUR' });
  await harbour.post(`/accounts/${accountId}/deposits`, { amountMinor });
}

type Line = readonly [store: string, sku: string, quantity: number];

/** Of each test its own products, so that nobody else takes them. */
async function stocked(...lines: readonly Line[]): Promise<void> {
  for (const [store, sku, quantity] of lines) await harbour.post(`/inventory/${store}/${sku}/receipts`, { quantity });
}

/** An order that was submitted; each piece costs 10.00 and 1.00 to send. */
async function ordered(accountId: string, ...lines: readonly Line[]): Promise<string> {
  const orderId = `order-${++count}`;
  await harbour.post('/orders', { orderId, customerId: 'c-1', currency: 'EUR' });
  for (const [store, sku, quantity] of lines) {
    await ask(orderId, 'items', { store, sku, quantity, priceMinor: 1000, freightMinor: 100 });
  }
  expect((await ask(orderId, 'submit', { accountId })).status).toBe(200);
  return orderId;
}
const ask = (orderId: string, route: string, body: object = {}): Promise<Answer> =>
  harbour.post(`/orders/${orderId}/${route}`, body);
const idle = () => harbour.app.get(Daybook).whenIdle({ timeoutMs: 120_000 });

const order = async (orderId: string) => (await harbour.get(`/orders/${orderId}`)).body;
const payment = async (orderId: string) => (await harbour.get(`/payments/${orderId}`)).body;
const stock = async (store: string, sku: string) => {
  const { body } = await harbour.get(`/inventory/${store}/${sku}`);
  return [body['onHand'], body['reserved']];
};
const money = async (accountId: string) => {
  const { body } = await harbour.get(`/accounts/${accountId}`);
  return [body['balanceMinor'], body['heldMinor'] ?? 0];
};
async function saga(key: string, name = 'order-fulfilment') {
  const { record } = (await harbour.app.get<EventStore>(EventStore).sagas.show({ saga: name, key })) ?? {};
  return record?.failure ?? record?.status;
}
const happened = async (orderId: string) => {
  const { steps } = (await harbour.get(`/orders/${orderId}/history`)).body as { steps: { type: string }[] };
  return steps.map(({ type }) => type.replace('order.', ''));
};

describe('An order', () => {
  test('is put aside, paid and asked to be fetched; is taken from the shelf when it leaves, and may come back', async () => {
    await account('buyer', 10_000);
    await stocked(['lisbon', 'pen', 5], ['porto', 'pen', 5]);
    const orderId = await ordered('buyer', ['lisbon', 'pen', 2], ['porto', 'pen', 3]);
    await idle();
    expect(await order(orderId)).toMatchObject({ status: 'paid', totalMinor: 5500, capturedMinor: 5500 });
    expect((await happened(orderId)).slice(-3)).toEqual(['submitted', 'payment-captured', 'shipment-requested']);
    expect([await stock('lisbon', 'pen'), await stock('porto', 'pen')]).toEqual([
      [5, 2],
      [5, 3],
    ]);
    expect(await money('buyer')).toEqual([4500, 0]);

    expect((await ask(orderId, 'hand-over', { carrier: 'correios' })).status).toBe(200);
    await idle();
    expect([await stock('lisbon', 'pen'), await stock('porto', 'pen')]).toEqual([
      [3, 0],
      [2, 0],
    ]);
    expect((await ask(orderId, 'cancel')).body).toMatchObject({ code: 'order-must-not-have-left' });
    expect(await saga(orderId)).toBe('running');
    await ask(orderId, 'deliver');
    await idle();
    expect(await saga(orderId)).toBe('completed');

    await ask(orderId, 'return', { reason: 'too small' });
    await idle();
    expect(await order(orderId)).toMatchObject({ status: 'returned', refundedMinor: 5500 });
    expect(await payment(orderId)).toMatchObject({ status: 'refunded', refundedMinor: 5500 });
    expect(await money('buyer')).toEqual([10_000, 0]);
    expect(await saga(orderId, 'order-return')).toBe('completed');
  });

  test('of which a line is out of stock is unavailable, and the other lines are free again', async () => {
    await stocked(['lisbon', 'ink', 5], ['porto', 'ink', 1]);
    const [short, unknown] = [
      await ordered('alice', ['lisbon', 'ink', 5], ['porto', 'ink', 2]),
      await ordered('alice', ['lisbon', 'never-received', 1]),
    ];
    await idle();
    for (const orderId of [short, unknown]) {
      expect(await order(orderId)).toMatchObject({ status: 'unavailable', capturedMinor: 0 });
      expect((await harbour.get(`/payments/${orderId}`)).status).toBe(404);
      expect(await saga(orderId)).toBe('compensated');
    }
    expect([await stock('lisbon', 'ink'), await stock('porto', 'ink')]).toEqual([
      [5, 0],
      [1, 0],
    ]);
  });

  test('for which the account does not pay is cancelled, and nothing stays aside', async () => {
    await account('poor', 1000);
    await stocked(['lisbon', 'book', 5]);
    const orderId = await ordered('poor', ['lisbon', 'book', 1]);
    await idle();
    expect(await order(orderId)).toMatchObject({ status: 'cancelled', capturedMinor: 0 });
    expect(await payment(orderId)).toMatchObject({ status: 'refused', refusedBy: 'insufficient-funds' });
    expect([await stock('lisbon', 'book'), await money('poor')]).toEqual([
      [5, 0],
      [1000, 0],
    ]);
    expect(await saga(orderId)).toBe('compensated');
  });

  test('that is cancelled when it is paid gets everything back', async () => {
    await account('doubter', 2000);
    await stocked(['lisbon', 'lamp', 5]);
    const orderId = await ordered('doubter', ['lisbon', 'lamp', 1]);
    await idle();
    expect(await money('doubter')).toEqual([900, 0]);
    expect((await ask(orderId, 'cancel', { reason: 'a mistake' })).status).toBe(200);
    await idle();
    expect(await order(orderId)).toMatchObject({ status: 'cancelled', capturedMinor: 1100, refundedMinor: 1100 });
    expect(await payment(orderId)).toMatchObject({ status: 'refunded' });
    expect([await stock('lisbon', 'lamp'), await money('doubter')]).toEqual([
      [5, 0],
      [2000, 0],
    ]);
    expect(await saga(orderId)).toBe('compensated');
  });
});

test('What was put aside and held for an order while it was a cart is free again when it is called off', async () => {
  await account('eager', 5000);
  await stocked(['lisbon', 'vase', 5]);
  const orderId = `order-${count + 1}`;
  await harbour.post('/inventory/lisbon/vase/reservations', { orderId, quantity: 1 });
  const terms = { orderId, accountId: 'eager', amountMinor: 1, currency: 'EUR' };
  await harbour.post('/payments', { paymentId: orderId, ...terms });
  expect(await money('eager')).toEqual([5000, 1]);
  // Two are wanted, and of the other nobody has ever received any.
  expect(await ordered('eager', ['lisbon', 'vase', 2], ['porto', 'vase', 1])).toBe(orderId);
  await idle();
  expect(await order(orderId)).toMatchObject({ status: 'unavailable', isDeliveryOverdue: false });
  expect([await stock('lisbon', 'vase'), await money('eager'), await saga(orderId)]).toEqual([
    [5, 0],
    [5000, 0],
    'compensated',
  ]);
});

test('A payment under the order’s id that is not its own does not pay for it', async () => {
  await account('cheap', 5000);
  await stocked(['lisbon', 'clock', 5]);
  const orderId = `order-${count + 1}`;
  const terms = { orderId, accountId: 'cheap', amountMinor: 1, currency: 'EUR' };
  await harbour.post('/payments', { paymentId: orderId, ...terms });
  await ordered('cheap', ['lisbon', 'clock', 1]);
  await idle();
  expect(await order(orderId)).toMatchObject({ status: 'cancelled', capturedMinor: 0 });
  expect([await stock('lisbon', 'clock'), await money('cheap')]).toEqual([
    [5, 0],
    [5000, 0],
  ]);
});

test('What somebody has picked by hand lies on the shelf again, once, when the order is cancelled', async () => {
  await stocked(['lisbon', 'cup', 5], ['porto', 'cup', 5]);
  const orderId = await ordered('alice', ['lisbon', 'cup', 2], ['porto', 'cup', 1]);
  await idle();
  const { body } = await harbour.post(`/inventory/lisbon/cup/reservations/${orderId}/pick`, {});
  expect(body).toMatchObject({ onHand: 3, reserved: 0 });
  await ask(orderId, 'cancel');
  await idle();
  expect([await stock('lisbon', 'cup'), await stock('porto', 'cup')]).toEqual([
    [5, 0],
    [5, 0],
  ]);
  expect(await saga(orderId)).toBe('compensated');
});

test('Whenever orders are cancelled, and whoever is first at the last piece, money and stock add up', async () => {
  await account('crowd', 1_000_000);
  await stocked(['lisbon', 'rare', 6], ['porto', 'rare', 6]);
  const orders = await Promise.all(
    Array.from({ length: 12 }, async (_, n) => {
      const orderId = await ordered('crowd', ['lisbon', 'rare', 1], ['porto', 'rare', 1]);
      await new Promise((resolve) => setTimeout(resolve, n * 20));
      if (n % 2 === 0) await ask(orderId, 'cancel');
      return orderId;
    }),
  );
  await idle();
  const ends = await Promise.all(orders.map(order));
  const [sold, off] = [ends.filter(({ status }) => status === 'paid'), ends.filter(({ status }) => status !== 'paid')];
  const sum = (of: typeof ends) =>
    of.reduce((all, one) => all + Number(one['capturedMinor']) - Number(one['refundedMinor']), 0);
  expect(sold.length + off.length).toBe(12);
  expect(off.length).toBeGreaterThan(0);
  expect([await stock('lisbon', 'rare'), await stock('porto', 'rare')]).toEqual([
    [6, sold.length],
    [6, sold.length],
  ]);
  expect([sum(sold), sum(off), await money('crowd')]).toEqual([
    2200 * sold.length,
    0,
    [1_000_000 - 2200 * sold.length, 0],
  ]);
  const standing = await Promise.all(orders.map((orderId) => saga(orderId)));
  expect(standing.toSorted()).toEqual([...off.map(() => 'compensated'), ...sold.map(() => 'running')].toSorted());
});
