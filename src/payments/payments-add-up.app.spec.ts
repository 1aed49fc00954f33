import { EventStore } from '@daybook/event-store';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import fc from 'fast-check';
import { RunningHarbour } from '../../test/journeys/running-harbour.js';
import { CancelPayment } from './contract/payment-commands.js';
import { PaymentAuthorised, PaymentCaptured, PaymentRefunded, PaymentVoided } from './contract/payment-events.js';

const accounts = ['alice', 'bob', 'carol'];
const fundedMinor = 500;

let harbour: RunningHarbour;

beforeAll(async () => {
  harbour = await RunningHarbour.start();
  for (const accountId of accounts) {
    await harbour.post('/accounts', { accountId, ownerId: 'o-1', currency: 'EUR' });
    await harbour.post(`/accounts/${accountId}/deposits`, { amountMinor: fundedMinor });
  }
});
afterAll(() => harbour.stop());

/** What somebody does with a payment, or with the account that pays. Most of it is refused at times. */
const steps = fc.record({
  payment: fc.nat(11),
  what: fc.constantFrom(
    'authorise',
    'authorise',
    'capture',
    'capture',
    'void',
    'refunds',
    'cancel',
    'freeze',
    'unfreeze',
  ),
  amountMinor: fc.integer({ min: 1, max: 200 }),
});

async function take({ payment, what, amountMinor }: { payment: number; what: string; amountMinor: number }) {
  const [paymentId, accountId] = [`p-${payment}`, accounts[payment % accounts.length] ?? ''];
  if (what === 'authorise') {
    const terms = { orderId: `o-${payment}`, accountId, amountMinor, currency: 'EUR' };
    return (await harbour.post('/payments', { paymentId, ...terms })).status;
  }
  if (what === 'cancel') {
    const done = harbour.app.get(CommandBus).execute(new CancelPayment(paymentId));
    return done.then(
      () => 200,
      () => 422,
    );
  }
  const path = what.endsWith('freeze') ? `/accounts/${accountId}/${what}` : `/payments/${paymentId}/${what}`;
  return (await harbour.post(path, what === 'refunds' ? { amountMinor } : {})).status;
}

/** What the payments of each account say of its money. */
async function owed(): Promise<Map<string, { paid: number; held: number }>> {
  const sums = new Map(accounts.map((accountId) => [accountId, { paid: 0, held: 0 }]));
  for await (const { event } of harbour.app.get<EventStore>(EventStore).readAll({ categories: ['payment'] })) {
    const sum = sums.get((event as PaymentAuthorised).accountId);
    if (sum === undefined) continue;
    if (event instanceof PaymentAuthorised) sum.held += event.amountMinor;
    if (event instanceof PaymentVoided) sum.held -= event.amountMinor;
    if (event instanceof PaymentCaptured) sum.held -= event.amountMinor;
    if (event instanceof PaymentCaptured) sum.paid += event.amountMinor;
    if (event instanceof PaymentRefunded) sum.paid -= event.amountMinor;
  }
  return sums;
}

test('whatever is done with payments side by side, each account has what was not paid, and holds what is promised', async () => {
  const asked = fc.sample(steps, 200);
  const answers = new Map<number, number>();
  const next = asked.values();
  await Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const step of next) {
        const status = await take(step);
        answers.set(status, (answers.get(status) ?? 0) + 1);
      }
    }),
  );
  expect([...answers.keys()].filter((status) => ![200, 201, 404, 422].includes(status))).toEqual([]);
  let moved = 0;
  for (const [accountId, { paid, held }] of await owed()) {
    const { body } = await harbour.get(`/accounts/${accountId}`);
    expect({ accountId, balanceMinor: body['balanceMinor'], heldMinor: body['heldMinor'] ?? 0 }).toEqual({
      accountId,
      balanceMinor: fundedMinor - paid,
      heldMinor: held,
    });
    moved += paid + held;
  }
  expect(moved).toBeGreaterThan(0); // or nothing of interest was done
});
