import { Daybook } from '@daybook/nestjs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { type Answer, RunningHarbour } from '../../../test/journeys/running-harbour.js';
import { ReserveStock } from '../../inventory/contract/inventory-commands.js';
import { InvoiceOrder, RecordPaymentCaptured } from '../contract/order-commands.js';
import { SubmitOrder } from '../submit-order/submit-order.command.js';

let harbour: RunningHarbour;
let count = 0;

beforeAll(async () => {
  harbour = await RunningHarbour.start();
});
afterAll(() => harbour.stop());

/** An order of 55.00 in the cart, with an account and stock of its own. */
async function cart(): Promise<string> {
  const orderId = `order-${++count}`;
  await harbour.post('/accounts', { accountId: orderId, ownerId: 'o-1', currency: 'EUR' });
  await harbour.post(`/accounts/${orderId}/deposits`, { amountMinor: 10_000 });
  await harbour.post(`/inventory/lisbon/${orderId}/receipts`, { quantity: 9 });
  await harbour.post('/orders', { orderId, customerId: orderId, currency: 'EUR' });
  await ask(orderId, 'items', { store: 'lisbon', sku: orderId, quantity: 5, priceMinor: 1000, freightMinor: 100 });
  return orderId;
}
async function paid(): Promise<string> {
  const orderId = await cart();
  await ask(orderId, 'submit');
  await idle();
  return orderId;
}
/** Paid in two payments, by whoever fulfils it. */
async function paidElsewhere(): Promise<string> {
  const orderId = await cart();
  await tell(new SubmitOrder(orderId, { fulfilment: 'elsewhere' }));
  await tell(new ReserveStock('lisbon', orderId, orderId, 5));
  for (const [paymentId, amountMinor] of [
    [orderId, 5000],
    [`${orderId}-2`, 500],
  ] as const) {
    await harbour.post('/payments', { paymentId, orderId, accountId: orderId, amountMinor, currency: 'EUR' });
    await harbour.post(`/payments/${paymentId}/capture`, {});
    await tell(new RecordPaymentCaptured(orderId, paymentId, amountMinor));
  }
  return orderId;
}
const ask = (orderId: string, route: string, body: object = {}): Promise<Answer> =>
  harbour.post(`/orders/${orderId}/${route}`, body);
const tell = (command: object): Promise<unknown> => harbour.app.get(CommandBus).execute(command as never);
const giveBack = (paymentId: string, amountMinor?: number) =>
  harbour.post(`/payments/${paymentId}/refunds`, amountMinor === undefined ? {} : { amountMinor });
const idle = () => harbour.app.get(Daybook).whenIdle({ timeoutMs: 120_000 });

/** Where the order stands, what went back by the order and by its first payment, and what is in the account and on the shelf. */
async function standing(orderId: string) {
  await idle();
  const [order, payment, account, stock] = await Promise.all([
    harbour.get(`/orders/${orderId}`),
    harbour.get(`/payments/${orderId}`),
    harbour.get(`/accounts/${orderId}`),
    harbour.get(`/inventory/lisbon/${orderId}`),
  ]);
  const told = [order.body['status'], order.body['refundedMinor'], payment.body['refundedMinor']];
  return [...told, account.body['balanceMinor'], stock.body['reserved']];
}

describe('What is given back by hand, the order is told of:', () => {
  test('a part of what was paid, while the order goes on, and once', async () => {
    const orderId = await paid();
    await giveBack(orderId, 500);
    expect(await standing(orderId)).toEqual(['paid', 500, 500, 5000, 5]);
    await ask(orderId, 'hand-over');
    await giveBack(orderId, 100);
    await ask(orderId, 'deliver');
    expect(await standing(orderId)).toEqual(['delivered', 600, 600, 5100, 0]);
    await giveBack(orderId, 50);
    expect(await standing(orderId)).toEqual(['delivered', 650, 650, 5150, 0]);
    await ask(orderId, 'return');
    expect(await standing(orderId)).toEqual(['returned', 5500, 5500, 10_000, 0]);
  });

  test('a part, and then the rest, because the order was cancelled', async () => {
    const orderId = await paid();
    await giveBack(orderId, 500);
    await ask(orderId, 'cancel');
    expect(await standing(orderId)).toEqual(['cancelled', 5500, 5500, 10_000, 0]);
  });

  test('a part of what an order that is fulfilled elsewhere has paid', async () => {
    const orderId = await paidElsewhere();
    await giveBack(`${orderId}-2`, 100);
    await giveBack(orderId, 200);
    expect(await standing(orderId)).toEqual(['paid', 300, 200, 4800, 5]);
  });
});

describe('An order that is fulfilled elsewhere and called off here', () => {
  test('when it is paid gets everything back, and its goods are free', async () => {
    const orderId = await paidElsewhere();
    await giveBack(`${orderId}-2`, 100);
    await ask(orderId, 'cancel');
    expect(await standing(orderId)).toEqual(['cancelled', 5500, 5000, 10_000, 0]);
  });

  test('so does one that is invoiced, of which the goods cannot be had', async () => {
    const orderId = await paidElsewhere();
    await tell(new InvoiceOrder(orderId, undefined));
    await ask(orderId, 'mark-unavailable');
    expect(await standing(orderId)).toEqual(['unavailable', 5500, 5000, 10_000, 0]);
  });
});
