import { EventStore, type RecordedEvent } from '@daybook/event-store';
import { UnitOfWork } from '@daybook/nestjs';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { type Answer, RunningHarbour } from '../../test/journeys/running-harbour.js';
import type { PaymentChange } from './contract/payment-change.js';
import { AuthorisePayment, CancelPayment, CancelPaymentOfOrder } from './contract/payment-commands.js';
import { oneAfterAnother } from './example/one-after-another.js';

let harbour: RunningHarbour;
let count = 0;

beforeAll(async () => {
  harbour = await RunningHarbour.start();
});
afterAll(() => harbour.stop());
afterEach(() => {
  jest.restoreAllMocks();
});

/** An account of its own for each test, with money in it. */
async function funded(amountMinor = 100): Promise<string> {
  const accountId = `a-${++count}`;
  await harbour.post('/accounts', { accountId, ownerId: 'o-1', currency: 'EUR' });
  await harbour.post(`/accounts/${accountId}/deposits`, { amountMinor });
  return accountId;
}
const authorise = (
  accountId: string,
  paymentId: string,
  amountMinor = 60,
  more = {},
  headers = {},
): Promise<Answer> => {
  const terms = { orderId: `order-of-${paymentId}`, accountId, amountMinor, currency: 'EUR' };
  return harbour.post('/payments', { paymentId, ...terms, ...more }, headers);
};
const step = (paymentId: string, name: string, body = {}, headers = {}): Promise<Answer> =>
  harbour.post(`/payments/${paymentId}/${name}`, body, headers);
const payment = async (paymentId: string, asked = '') => (await harbour.get(`/payments/${paymentId}${asked}`)).body;
const account = async (accountId: string) => (await harbour.get(`/accounts/${accountId}`)).body;
const freeze = (accountId: string) => harbour.post(`/accounts/${accountId}/freeze`, {});

async function recorded(streamId: string): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of harbour.app.get<EventStore>(EventStore).readStream(streamId)) events.push(event);
  return events;
}

describe('A payment over HTTP', () => {
  test('is authorised, captured and paid back in parts, and the money moves with it', async () => {
    const from = await funded(100);
    const id = `p-${from}`;
    const terms = { paymentId: id, orderId: `order-of-${id}`, accountId: from, amountMinor: 60, currency: 'EUR' };
    const standing = { ...terms, refundedMinor: 0, refusedBy: null };
    expect(await authorise(from, id)).toMatchObject({
      status: 201,
      body: { ...standing, status: 'authorised', version: 1, position: expect.any(Number) },
    });
    expect(await account(from)).toMatchObject({ balanceMinor: 100, heldMinor: 60 });

    expect((await step(id, 'capture')).body).toMatchObject({ ...standing, status: 'captured', version: 2 });
    expect(await account(from)).toMatchObject({ balanceMinor: 40 });
    expect(await account(from)).not.toHaveProperty('heldMinor');

    expect((await step(id, 'refunds', { amountMinor: 20 })).body).toMatchObject({
      status: 'captured',
      refundedMinor: 20,
    });
    expect(await account(from)).toMatchObject({ balanceMinor: 60 });
    expect((await step(id, 'refunds', { reason: 'returned' })).body).toMatchObject({ status: 'refunded', version: 4 });
    expect(await account(from)).toMatchObject({ balanceMinor: 100 });
    const { body, headers } = await harbour.get(`/payments/${id}`);
    expect(body).toEqual({ ...standing, status: 'refunded', refundedMinor: 60, version: 4 });
    expect(headers.get('etag')).toBe('"4"');
    expect(await payment(id, '?version=1')).toMatchObject({ status: 'authorised', refundedMinor: 0 });
  });

  test('is voided, and its money is there again', async () => {
    const from = await funded(100);
    await authorise(from, `p-${from}`);
    expect((await step(`p-${from}`, 'void', { reason: 'too late' })).body).toMatchObject({ status: 'voided' });
    expect(await account(from)).not.toHaveProperty('heldMinor');
    expect((await authorise(from, `q-${from}`, 100)).body).toMatchObject({ status: 'authorised' });
  });

  test('happens when it is said to have happened, on the account as well', async () => {
    const accountId = `a-${++count}`;
    const occurredAt = '2018-02-01T10:00:00.000Z';
    await harbour.post('/accounts', {
      accountId,
      ownerId: 'o-1',
      currency: 'EUR',
      overdraftLimitMinor: 100,
      occurredAt,
    });
    await authorise(accountId, `p-${accountId}`, 60, { occurredAt });
    await step(`p-${accountId}`, 'capture', { occurredAt });
    const events = [...(await recorded(`payment-p-${accountId}`)), ...(await recorded(`account-${accountId}`))];
    expect(events.map((event) => event.occurredAt.toISOString())).toEqual(events.map(() => occurredAt));
    expect(events).toHaveLength(5);
  });

  test.each([
    ['payments', { orderId: 'o', accountId: 'a', amountMinor: 0, currency: 'EUR' }, 'amountMinor'],
    ['payments', { orderId: 'o', accountId: 'a', amountMinor: 1, currency: 'euro' }, 'currency'],
    ['payments', { orderId: '', accountId: 'a', amountMinor: 1, currency: 'EUR' }, 'orderId'],
    ['payments/p-1/capture', { amountMinor: 1 }, 'amountMinor'],
    ['payments/p-1/refunds', { amountMinor: -1 }, 'amountMinor'],
    ['payments/p-1/void', { reason: 7 }, 'reason'],
  ])('refuses malformed %s (%j) and names the field', async (route, body, field) => {
    const answer = await harbour.post(`/${route}`, body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'request-invalid' } });
    expect(answer.body['errors']).toEqual(expect.arrayContaining([expect.objectContaining({ field })]));
  });

  test('is refused with 422 what has no place in its life, and with 404 what is unknown', async () => {
    const from = await funded();
    await authorise(from, `p-${from}`);
    expect(await authorise(from, `p-${from}`)).toMatchObject({
      status: 422,
      body: { code: 'payment-must-be-open-to-authorise', data: { status: 'authorised' } },
    });
    expect((await step(`p-${from}`, 'refunds')).body).toMatchObject({ code: 'payment-must-be-captured' });
    expect(await step('nobody', 'capture')).toMatchObject({ status: 404, body: { code: 'aggregate-not-found' } });
    expect(await account(from)).toMatchObject({ heldMinor: 60, version: 3 });
  });
});

describe('What the account refuses', () => {
  test('is on record and answered, with the code of its rule, and moves nothing', async () => {
    const from = await funded(50);
    const refused = { status: 'refused', refusedBy: 'insufficient-funds', version: 1 };
    expect(await authorise(from, `p-${from}`)).toMatchObject({ status: 201, body: refused });
    expect(await account(from)).toMatchObject({ balanceMinor: 50, version: 2 });
    expect((await recorded(`payment-p-${from}`))[0]?.event).toMatchObject({
      accountId: from,
      amountMinor: 60,
      step: 'authorisation',
      code: 'insufficient-funds',
      reason: expect.stringContaining('60 was to be withdrawn'),
    });
  });

  test('may be tried again when there is money', async () => {
    const from = await funded(50);
    await authorise(from, `p-${from}`);
    await harbour.post(`/accounts/${from}/deposits`, { amountMinor: 50 });
    const again = await authorise(from, `p-${from}`);
    expect(again.body).toMatchObject({ status: 'authorised', refusedBy: null, version: 2 });
  });

  test('may be that there is no such account, or one in another currency', async () => {
    expect((await authorise('nobody', 'p-nobody')).body).toMatchObject({ refusedBy: 'aggregate-not-found' });
    const from = await funded();
    const inReais = await authorise(from, `p-${from}`, 60, { currency: 'BRL' });
    expect(inReais.body).toMatchObject({ refusedBy: 'currency-must-be-that-of-the-account' });
  });

  test('may be the capture, while the account is frozen: the money stays aside until it is captured or voided', async () => {
    const from = await funded();
    const id = `p-${from}`;
    await authorise(from, id);
    await freeze(from);
    expect((await step(id, 'capture')).body).toMatchObject({
      status: 'authorised',
      refusedBy: 'account-must-not-be-frozen',
    });
    expect(await account(from)).toMatchObject({ balanceMinor: 100, heldMinor: 60 });
    await harbour.post(`/accounts/${from}/unfreeze`, {});
    expect((await step(id, 'capture')).body).toMatchObject({ status: 'captured', refusedBy: null });
  });

  test('may be the refund, if the account was closed', async () => {
    const from = await funded(60);
    await authorise(from, `p-${from}`);
    await step(`p-${from}`, 'capture');
    await harbour.post(`/accounts/${from}/close`, {});
    expect((await step(`p-${from}`, 'refunds')).body).toMatchObject({
      status: 'captured',
      refundedMinor: 0,
      refusedBy: 'account-must-be-open',
    });
  });
});

describe('The account and the payment', () => {
  /** A capture by somebody who has seen another version: refused when the account has paid already. */
  async function captureOfAnOutdatedVersion(): Promise<{ readonly answer: Answer; readonly accountId: string }> {
    const accountId = await funded();
    await authorise(accountId, `p-${accountId}`);
    return { answer: await step(`p-${accountId}`, 'capture', {}, { 'If-Match': '"7"' }), accountId };
  }

  test('are recorded together, or not at all', async () => {
    const { answer, accountId } = await captureOfAnOutdatedVersion();
    expect(answer).toMatchObject({ status: 412, body: { code: 'aggregate-outdated' } });
    expect(await account(accountId)).toMatchObject({ balanceMinor: 100, heldMinor: 60 });
    expect(await payment(`p-${accountId}`)).toMatchObject({ status: 'authorised' });
    const seen = await step(`p-${accountId}`, 'capture', {}, { 'If-Match': '"1"' });
    expect(seen).toMatchObject({ status: 200, body: { status: 'captured' } });
  });

  test('which is noticed where one is recorded after the other', async () => {
    jest.spyOn(UnitOfWork.prototype, 'run').mockImplementation(oneAfterAnother);
    const { answer, accountId } = await captureOfAnOutdatedVersion();
    expect(answer.status).toBe(412);
    expect(await account(accountId)).toMatchObject({ balanceMinor: 40 }); // paid, and nobody knows for what
    expect(await payment(`p-${accountId}`)).toMatchObject({ status: 'authorised' });
  });

  test('follow from one command, in one conversation', async () => {
    const from = await funded();
    await authorise(from, `p-${from}`, 60, {}, { 'X-Correlation-Id': `c-${from}`, 'X-Actor': 'till-3' });
    const [held, authorised] = [(await recorded(`account-${from}`)).at(-1), (await recorded(`payment-p-${from}`))[0]];
    expect(held?.metadata).toMatchObject({ correlationId: `c-${from}`, actor: 'till-3', command: 'hold-funds' });
    expect(authorised?.metadata).toMatchObject({
      correlationId: `c-${from}`,
      actor: 'till-3',
      command: 'authorise-payment',
    });
    expect(held?.metadata['causationId']).toBe(authorised?.metadata['causationId']);
  });

  test('promise no cent twice, however many pay at once', async () => {
    const from = await funded(100);
    const answers = await Promise.all(Array.from({ length: 24 }, (_, n) => authorise(from, `p-${from}-${n}`, 10)));
    const count = (status: string) => answers.filter(({ body }) => body['status'] === status).length;
    expect([count('authorised'), count('refused')]).toEqual([10, 14]);
    expect(await account(from)).toMatchObject({ balanceMinor: 100, heldMinor: 100 });
  });

  test('take effect once, however often one request is sent under its key', async () => {
    const from = await funded(100);
    const key = { 'Idempotency-Key': `pay-${from}` };
    const begin = await Promise.all(Array.from({ length: 8 }, () => authorise(from, `p-${from}`, 60, {}, key)));
    for (const { status, body } of begin) expect([status, body]).toEqual([201, begin[0]?.body]);
    const take = await Promise.all(Array.from({ length: 8 }, () => step(`p-${from}`, 'capture', {}, key)));
    for (const { status, body } of take) expect([status, body['status']]).toEqual([200, 'captured']);
    expect(await account(from)).toMatchObject({ balanceMinor: 40, version: 4 });
  });

  test('are one payment, however many begin it at once under one id', async () => {
    const from = await funded(100);
    const answers = await Promise.all(Array.from({ length: 8 }, () => authorise(from, `p-${from}`, 10)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(await account(from)).toMatchObject({ heldMinor: 10 });
  });
});

describe('A payment is cancelled', () => {
  const cancel = (paymentId: string): Promise<PaymentChange> =>
    harbour.app.get(CommandBus).execute(new CancelPayment(paymentId, 'out of stock'));

  test('by giving up what was put aside, or paying back what is left, and once', async () => {
    const from = await funded(100);
    const [held, taken] = [`p-${from}`, `q-${from}`];
    await authorise(from, held, 50);
    await authorise(from, taken, 50);
    await step(taken, 'capture');
    await step(taken, 'refunds', { amountMinor: 20 });
    for (let again = 0; again < 2; again++) {
      expect(await cancel(held)).toMatchObject({ status: 'voided', version: 2 });
      expect(await cancel(taken)).toMatchObject({ status: 'refunded', refundedMinor: 50, version: 4 });
    }
    expect(await account(from)).toMatchObject({ balanceMinor: 100 });
    expect(await account(from)).not.toHaveProperty('heldMinor');
  });

  test('without anything to do, if nothing was taken', async () => {
    const from = await funded(50);
    await authorise(from, `p-${from}`);
    expect(await cancel(`p-${from}`)).toMatchObject({ status: 'refused', version: 1 });
  });

  test('by the order that it bears the id of, if there is one, and if it pays for that', async () => {
    const from = await funded(100);
    const cancelOf = (orderId: string) => harbour.app.get(CommandBus).execute(new CancelPaymentOfOrder(orderId));
    expect(await cancelOf(`none-${from}`)).toBeUndefined();
    await authorise(from, `other-${from}`, 10, { orderId: 'another' });
    expect(await cancelOf(`other-${from}`)).toBeUndefined();
    await authorise(from, `own-${from}`, 10, { orderId: `own-${from}` });
    expect(await cancelOf(`own-${from}`)).toMatchObject({ status: 'voided' });
    expect(await account(from)).toMatchObject({ heldMinor: 10 });
  });

  test('or not at all, if the account does not take its money back', async () => {
    const from = await funded(60);
    await authorise(from, `p-${from}`);
    await step(`p-${from}`, 'capture');
    await harbour.post(`/accounts/${from}/close`, {});
    await expect(cancel(`p-${from}`)).rejects.toMatchObject({ code: 'account-must-be-open' });
    expect(await payment(`p-${from}`)).toMatchObject({ status: 'captured', version: 2, refusedBy: null });
  });
});

test('a command may have been kept as JSON on its way', async () => {
  const accountId = await funded();
  const terms = { orderId: 'o-1', accountId, amountMinor: 60, currency: 'EUR' };
  const command = new AuthorisePayment(`p-${accountId}`, terms, { occurredAt: '2026-02-01T12:00:00.000Z' });
  const kept = JSON.parse(JSON.stringify(command)) as object;
  const asked = Object.assign(Object.create(AuthorisePayment.prototype) as AuthorisePayment, kept);
  await harbour.app.get(CommandBus).execute(asked);
  expect((await recorded(`payment-p-${accountId}`))[0]?.occurredAt).toEqual(new Date('2026-02-01T12:00:00Z'));
});
