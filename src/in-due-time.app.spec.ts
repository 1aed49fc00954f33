import { ManualClock } from '@daybook/domain';
import { EventStore } from '@daybook/event-store';
import { Daybook } from '@daybook/nestjs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ExpressAdapter } from '@nestjs/platform-express';
import { eventually } from '../test/journeys/harbour-process.js';
import { RunningHarbour } from '../test/journeys/running-harbour.js';
import { configureApp } from './configure-app.js';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const pens = { store: 'lisbon', sku: 'pen' };
/** Between what falls due and what comes of it a machine may be busy with other things. */
const patienceMs = 90_000;

// Daybook's clock, and nobody else's: the database has its own.
const clock = new ManualClock(new Date());
let harbour: RunningHarbour;

beforeAll(async () => {
  harbour = await RunningHarbour.start(new ExpressAdapter(), configureApp, { clock });
  for (const accountId of ['alice', 'bob']) {
    await asked('/accounts', { accountId, ownerId: accountId, currency: 'EUR' });
    await asked(`/accounts/${accountId}/deposits`, { amountMinor: 100_000 });
  }
  await asked('/inventory/lisbon/pen/receipts', { quantity: 9 });
});
afterAll(() => harbour.stop());

async function asked(path: string, body: object): Promise<void> {
  const { status, body: answer } = await harbour.post(path, body);
  if (status >= 300) throw new Error(`${path}: ${JSON.stringify(answer)}`);
}

const ago = (ms: number) => new Date(clock.now().getTime() - ms);
const ahead = (ms: number) => ago(-ms).toISOString();

async function takesCart(orderId: string, occurredAt = clock.now()): Promise<void> {
  await asked('/orders', { orderId, customerId: 'c-1', currency: 'EUR', occurredAt });
  await touches(orderId, occurredAt);
}

const touches = (orderId: string, occurredAt = clock.now()) =>
  asked(`/orders/${orderId}/items`, { ...pens, quantity: 1, priceMinor: 1000, occurredAt });

const reserves = (orderId: string, expiresAt?: string) =>
  asked('/inventory/lisbon/pen/reservations', { orderId, quantity: 1, expiresAt });

async function pays(accountId: string, times: number): Promise<void> {
  for (let n = 0; n < times; n++) {
    await asked('/payments', { orderId: 'o', accountId, amountMinor: 100, currency: 'EUR' });
  }
}

const field = async (path: string, name: string): Promise<unknown> => (await harbour.get(path)).body[name];
const statusOf = (path: string) => field(path, 'status');
const reserved = () => field('/inventory/lisbon/pen', 'reserved');
const idle = () => harbour.app.get(Daybook).whenIdle({ timeoutMs: patienceMs });
const becomes = (what: string, ask: () => Promise<unknown>, expected: unknown) =>
  eventually(what, async () => (await ask()) === expected, patienceMs);

/** How often something is on record in a stream. */
async function countOf(streamId: string, type: string): Promise<number> {
  let count = 0;
  for await (const event of harbour.app.get<EventStore>(EventStore).readStream(streamId)) {
    if (event.type === type) count++;
  }
  return count;
}

describe('What is said to happen in the future', () => {
  const inTheFuture = { occurredAt: '2099-01-01' };
  const refused = {
    status: 400,
    body: { code: 'request-invalid', errors: [{ field: 'occurredAt', message: expect.stringMatching(/ahead/) }] },
  };

  test('ends no reservation before its time', async () => {
    await reserves('held', ahead(365 * 24 * hourMs));
    const path = '/inventory/lisbon/pen/reservations/held/expire';
    expect(await harbour.post(path, inTheFuture)).toMatchObject(refused);
    await asked('/inventory/lisbon/pen/reservations/held/release', {});
  });

  test('is no receipt, after which nothing could be counted', async () => {
    const receipt = { quantity: 5, occurredAt: '2062-01-01' };
    expect(await harbour.post('/inventory/lisbon/ink/receipts', receipt)).toMatchObject(refused);
    await asked('/inventory/lisbon/ink/receipts', { quantity: 5 });
    await asked('/inventory/lisbon/ink/counts', { counted: 5 });
  });

  test('keeps no cart for ever', async () => {
    await takesCart('young');
    const item = { ...pens, quantity: 1, priceMinor: 1000, ...inTheFuture };
    expect(await harbour.post('/orders/young/items', item)).toMatchObject(refused);
  });
});

describe('In due time', () => {
  test('a reservation expires, and one without end does not', async () => {
    await reserves('o-1', ahead(30 * minuteMs));
    await reserves('o-2');
    await idle();
    expect(await reserved()).toBe(2);
    clock.advance(30 * minuteMs);
    await becomes('the reservation expires', reserved, 1);
    expect(await countOf('stock-pen@lisbon', 'stock.reservation-expired')).toBe(1);
  });

  test('a cart is abandoned, a day after somebody touched it last', async () => {
    await takesCart('left');
    await takesCart('touched');
    await idle();
    clock.advance(12 * hourMs);
    await touches('touched');
    clock.advance(12 * hourMs);
    await becomes('the cart is abandoned', () => statusOf('/orders/left'), 'abandoned');
    await idle();
    expect(await statusOf('/orders/touched')).toBe('cart');
    clock.advance(12 * hourMs);
    await becomes('the other one is, too', () => statusOf('/orders/touched'), 'abandoned');
    await touches('left');
    await idle();
    clock.advance(24 * hourMs);
    await eventually(
      'it is once more',
      async () => (await countOf('order-left', 'order.cart-abandoned')) === 2,
      patienceMs,
    );
  });

  test('an account that pays too often within an hour is frozen for review', async () => {
    await pays('alice', 20);
    await idle();
    expect(await statusOf('/accounts/alice')).toBe('open');
    await pays('alice', 1);
    await becomes('the account is frozen', () => statusOf('/accounts/alice'), 'frozen');
  });
});

test('what falls due while nobody is there is done when somebody is, and what was counted is known', async () => {
  await takesCart('deserted', ago(24 * hourMs - 10 * minuteMs));
  await reserves('o-3', ahead(10 * minuteMs));
  await pays('bob', 20);
  await idle();
  await harbour.app.close();
  clock.advance(20 * minuteMs);
  harbour = await RunningHarbour.on(harbour.database, { clock });
  await becomes('the cart is abandoned', () => statusOf('/orders/deserted'), 'abandoned');
  await becomes('the reservation expires', reserved, 1);
  await idle();
  expect(await countOf('order-deserted', 'order.cart-abandoned')).toBe(1);
  expect(await countOf('stock-pen@lisbon', 'stock.reservation-expired')).toBe(2);
  // Twenty-one, had one of them been counted twice.
  expect(await statusOf('/accounts/bob')).toBe('open');
  await pays('bob', 1);
  await becomes('the account is frozen', () => statusOf('/accounts/bob'), 'frozen');
  await idle();
  expect(await countOf('account-bob', 'account.frozen')).toBe(1);
});
