import { CommandBus } from '@nestjs/cqrs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, RunningHarbour } from '../../test/journeys/running-harbour.js';
import { AbandonCart } from './abandon-cart/abandon-cart.command.js';
import { RecordPaymentCaptured } from './record-payment-captured/record-payment-captured.command.js';
import { RecordRefund } from './record-refund/record-refund.command.js';

let harbour: RunningHarbour;
let count = 0;

beforeAll(async () => {
  // Nobody but those who ask does anything with an order here.
  harbour = await RunningHarbour.start(undefined, undefined, { run: 'none' });
});
afterAll(() => harbour.stop());

const pens = { store: 'lisbon', sku: 'pen', quantity: 2, priceMinor: 1000, freightMinor: 100 };

/** An order of its own for each test. */
async function begun(terms: object = {}): Promise<string> {
  const orderId = `order-${++count}`;
  const { status } = await harbour.post('/orders', { orderId, customerId: 'c-1', currency: 'EUR', ...terms });
  expect(status).toBe(201);
  return orderId;
}
const ask = (id: string, route: string, body: object = {}, headers: Record<string, string> = {}): Promise<Answer> =>
  harbour.post(`/orders/${id}/${route}`, body, headers);
const pay = (id: string, amountMinor: number, paymentId = 'p-1') =>
  harbour.app.get(CommandBus).execute(new RecordPaymentCaptured(id, paymentId, amountMinor));

async function submitted(): Promise<string> {
  const id = await begun();
  await ask(id, 'items', pens);
  expect((await ask(id, 'submit', { accountId: 'alice' })).status).toBe(200);
  return id;
}

describe('The life of an order', () => {
  test('goes from the cart to the customer, and each answer says where it stands and what it costs', async () => {
    const id = await begun();
    const told = async (route: string, body?: object) => {
      const { status, body: answer } = await ask(id, route, body);
      return [status, answer['version'], answer['status'], answer['totalMinor']];
    };
    expect(await told('items', pens)).toEqual([200, 2, 'cart', 2200]);
    expect(await told('items', { store: 'porto', sku: 'book', quantity: 1, priceMinor: 5000 })).toEqual([
      200,
      3,
      'cart',
      7200,
    ]);
    expect(await told('removals', { store: 'lisbon', sku: 'pen', quantity: 1 })).toEqual([200, 4, 'cart', 6100]);
    expect(await told('coupons', { code: 'LESS', percentOff: 10 })).toEqual([200, 5, 'cart', 5500]);
    expect(await told('submit', { accountId: 'alice', promisedOn: '2026-02-20' })).toEqual([200, 6, 'submitted', 5500]);
    await pay(id, 5500);
    expect(await told('invoice', { invoiceNumber: 'i-1' })).toEqual([200, 8, 'invoiced', 5500]);
    expect(await told('hand-over', { carrier: 'correios', trackingNumber: 'BR1' })).toEqual([200, 9, 'shipped', 5500]);
    expect(await told('deliver')).toEqual([200, 10, 'delivered', 5500]);
    const { body, headers } = await harbour.get(`/orders/${id}`);
    expect(headers.get('etag')).toBe('"10"');
    expect(body).toEqual({
      orderId: id,
      customerId: 'c-1',
      status: 'delivered',
      currency: 'EUR',
      lines: [
        { ...pens, quantity: 1 },
        { store: 'porto', sku: 'book', quantity: 1, priceMinor: 5000, freightMinor: 0 },
      ],
      coupon: { code: 'LESS', percentOff: 10, amountOffMinor: null },
      goodsMinor: 6000,
      freightMinor: 100,
      discountMinor: 600,
      totalMinor: 5500,
      accountId: 'alice',
      payments: [{ paymentId: 'p-1', capturedMinor: 5500, refundedMinor: 0 }],
      capturedMinor: 5500,
      refundedMinor: 0,
      promisedOn: '2026-02-20',
      invoiceNumber: 'i-1',
      isDeliveryOverdue: false,
      carrier: 'correios',
      trackingNumber: 'BR1',
      version: 10,
    });
  });

  test('may end with everything undone, and the money back', async () => {
    const id = await submitted();
    await pay(id, 2200);
    await ask(id, 'hand-over');
    expect((await ask(id, 'cancel')).body).toMatchObject({ status: 422, code: 'order-must-not-have-left' });
    await ask(id, 'deliver');
    expect((await ask(id, 'return', { reason: 'too small' })).body).toMatchObject({ status: 'returned' });
    const refund = (amountMinor: number) =>
      harbour.app.get(CommandBus).execute(new RecordRefund(id, 'p-1', amountMinor));
    await refund(2000);
    await expect(refund(2201)).rejects.toMatchObject({ code: 'refund-must-not-exceed-payment' });
    await refund(2200);
    await refund(2200);
    expect((await harbour.get(`/orders/${id}`)).body).toMatchObject({
      status: 'returned',
      capturedMinor: 2200,
      refundedMinor: 2200,
    });
  });

  test('may end before anything has left', async () => {
    const [cancelled, unavailable] = [await submitted(), await submitted()];
    expect((await ask(cancelled, 'cancel', { reason: 'a mistake' })).body).toMatchObject({ status: 'cancelled' });
    expect((await ask(unavailable, 'mark-unavailable')).body).toMatchObject({ status: 'unavailable' });
    await expect(pay(cancelled, 2200)).rejects.toMatchObject({ code: 'order-must-await-payment' });
  });

  test('knows a cart that was left for a day, until the shopper comes back', async () => {
    const id = await begun({ occurredAt: '2026-01-01T10:00:00Z' });
    const abandon = (at: string) => harbour.app.get(CommandBus).execute(new AbandonCart(id, { occurredAt: at }));
    await expect(abandon('2026-01-02T09:59:59Z')).rejects.toMatchObject({ code: 'cart-must-be-left-for-a-day' });
    expect(await abandon('2026-01-02T10:00:00Z')).toMatchObject({ version: 2, status: 'abandoned' });
    expect((await harbour.get(`/orders/${id}/history?from=2`)).body['steps']).toMatchObject([
      { type: 'order.cart-abandoned', data: { orderId: id, leftAt: '2026-01-01T10:00:00.000Z' } },
    ]);
    expect((await ask(id, 'items', pens)).body).toMatchObject({ status: 'cart' });
  });
});

describe('A request', () => {
  test('makes an id where none is given, and refuses one that is taken', async () => {
    const { status, body } = await harbour.post('/orders', { customerId: 'c-1', currency: 'EUR' });
    expect([status, body]).toEqual([
      201,
      { orderId: expect.stringMatching(/^[0-9a-f-]{36}$/), version: 1, position: expect.any(Number) },
    ]);
    const again = await harbour.post('/orders', { orderId: body['orderId'], customerId: 'c-2', currency: 'EUR' });
    expect(again).toMatchObject({ status: 409, body: { code: 'aggregate-already-exists' } });
  });

  test('is refused with 422 where a law forbids it, with its values, and writes nothing', async () => {
    const id = await begun();
    expect(await ask(id, 'submit')).toMatchObject({ status: 422, body: { code: 'order-must-have-items' } });
    expect(await ask(id, 'removals', { store: 'lisbon', sku: 'pen' })).toMatchObject({
      status: 422,
      body: { code: 'item-must-be-in-cart', data: { store: 'lisbon', sku: 'pen', inCart: 0 } },
    });
    expect((await ask(id, 'coupons', { code: 'NOTHING' })).body).toMatchObject({
      code: 'coupon-must-take-something-off',
    });
    expect((await ask(id, 'hand-over')).body).toMatchObject({ code: 'order-must-be-paid', data: { status: 'cart' } });
    expect((await harbour.get(`/orders/${id}`)).body).toMatchObject({ version: 1 });
  });

  test('needs an order', async () => {
    for (const route of ['submit', 'cancel', 'hand-over', 'deliver', 'mark-unavailable', 'return', 'invoice']) {
      expect(await ask('nothing', route)).toMatchObject({ status: 404, body: { code: 'aggregate-not-found' } });
    }
    expect((await harbour.get('/orders/nothing')).status).toBe(404);
    expect((await harbour.get('/orders/nothing/history')).status).toBe(404);
  });

  test('needs no body where nothing has to be said', async () => {
    const id = await submitted();
    expect((await fetch(`${harbour.origin}/orders/${id}/cancel`, { method: 'POST' })).status).toBe(200);
  });

  test.each([
    ['items', { ...pens, quantity: 0 }, 'quantity'],
    ['items', { ...pens, quantity: '2' }, 'quantity'],
    ['items', { ...pens, priceMinor: -1 }, 'priceMinor'],
    ['items', { ...pens, priceMinor: 0.5 }, 'priceMinor'],
    ['items', { ...pens, freightMinor: null }, 'freightMinor'],
    ['items', { ...pens, store: '' }, 'store'],
    ['items', { ...pens, store: 'a@b' }, 'store'],
    ['items', { ...pens, sku: 'a\0' }, 'sku'],
    ['items', { ...pens, more: 1 }, 'more'],
    ['removals', { store: 'lisbon', sku: 'pen', quantity: 0 }, 'quantity'],
    ['coupons', { percentOff: 10 }, 'code'],
    ['coupons', { code: 'A', percentOff: 101 }, 'percentOff'],
    ['coupons', { code: 'A', amountOffMinor: 0 }, 'amountOffMinor'],
    ['coupons', { code: 'A', percentOff: 10, amountOffMinor: 1 }, 'percentOff'],
    ['submit', { promisedOn: '2026-02-30' }, 'promisedOn'],
    ['submit', { promisedOn: '2026-02-01T00:00:00Z' }, 'promisedOn'],
    ['submit', { accountId: '' }, 'accountId'],
    ['cancel', { reason: 7 }, 'reason'],
    ['deliver', { occurredAt: 'yesterday' }, 'occurredAt'],
    ['hand-over', { carrier: 'a'.repeat(101) }, 'carrier'],
  ])('is refused as malformed: %s %j', async (route, body, field) => {
    expect(await ask('some', route, body)).toMatchObject({
      status: 400,
      body: { code: 'request-invalid', errors: expect.arrayContaining([expect.objectContaining({ field })]) },
    });
  });

  test('takes effect once under a key, however often it is sent', async () => {
    const id = await begun();
    const send = () => ask(id, 'items', pens, { 'Idempotency-Key': 'click-1' });
    const answers = [...(await Promise.all(Array.from({ length: 10 }, send))), await send()];
    for (const { status, body } of answers) expect([status, body]).toEqual([200, answers[0]?.body]);
    expect((await harbour.get(`/orders/${id}`)).body).toMatchObject({ version: 2, totalMinor: 2200 });
  });

  test('changes only the version that was seen, where one is named', async () => {
    const id = await submitted();
    expect(await ask(id, 'cancel', {}, { 'If-Match': '"2"' })).toMatchObject({
      status: 412,
      body: { code: 'aggregate-outdated' },
    });
    expect((await ask(id, 'cancel', {}, { 'If-Match': '"3"' })).status).toBe(200);
  });

  test('of many at once for one order all count, once each', async () => {
    const id = await begun();
    const answers = await Promise.all(Array.from({ length: 40 }, () => ask(id, 'items', { ...pens, quantity: 1 })));
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect((await harbour.get(`/orders/${id}`)).body).toMatchObject({ version: 41, lines: [{ quantity: 40 }] });
    const paid = await submitted();
    const payments = await Promise.allSettled(Array.from({ length: 10 }, () => pay(paid, 2200)));
    expect(payments.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
