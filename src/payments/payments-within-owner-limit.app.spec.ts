import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ExpressAdapter } from '@nestjs/platform-express';
import { RunningHarbour } from '../../test/journeys/running-harbour.js';
import { configureApp } from '../configure-app.js';

let harbour: RunningHarbour;

beforeAll(async () => {
  harbour = await RunningHarbour.start(new ExpressAdapter(), configureApp, { ownerLimitMinor: 100 });
  for (const accountId of ['one', 'other']) {
    await harbour.post('/accounts', { accountId, ownerId: 'o-1', currency: 'EUR', overdraftLimitMinor: null });
  }
});
afterAll(() => harbour.stop());

const authorise = (paymentId: string, accountId: string, amountMinor: number) =>
  harbour.post('/payments', { paymentId, orderId: 'order', accountId, amountMinor, currency: 'EUR' });
const capture = async (paymentId: string) => (await harbour.post(`/payments/${paymentId}/capture`, {})).body;

test('a payment goes no further than the bank lends to the owner, whichever account pays', async () => {
  expect((await authorise('p-0', 'one', 101)).body).toMatchObject({ refusedBy: 'owner-limit-must-hold' });
  expect((await authorise('p-1', 'one', 80)).body).toMatchObject({ status: 'authorised' });
  // What is held counts when it is taken: until then the owner owes nothing.
  expect((await authorise('p-2', 'other', 80)).body).toMatchObject({ status: 'authorised' });
  expect(await capture('p-1')).toMatchObject({ status: 'captured' });
  expect(await capture('p-2')).toMatchObject({ status: 'authorised', refusedBy: 'owner-limit-must-hold' });
  expect((await harbour.get('/accounts/other')).body).toMatchObject({ balanceMinor: 0, heldMinor: 80 });
  await harbour.post('/accounts/one/deposits', { amountMinor: 60 });
  expect(await capture('p-2')).toMatchObject({ status: 'captured', refusedBy: null });
});

test('many at once over two accounts never exceed it', async () => {
  for (const accountId of ['three', 'four']) {
    await harbour.post('/accounts', { accountId, ownerId: 'o-2', currency: 'EUR', overdraftLimitMinor: null });
  }
  const ids = Array.from({ length: 16 }, (_, n) => `q-${n}`);
  await Promise.all(ids.map((id, n) => authorise(id, n % 2 === 0 ? 'three' : 'four', 10)));
  const answers = await Promise.all(ids.map(capture));
  expect(answers.filter(({ status }) => status === 'captured')).toHaveLength(10);
  expect(answers.filter(({ refusedBy }) => refusedBy === 'owner-limit-must-hold')).toHaveLength(6);
});
