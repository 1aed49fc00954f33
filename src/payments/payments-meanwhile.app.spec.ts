import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { type Answer, RunningHarbour } from '../../test/journeys/running-harbour.js';
import { DepositFunds, HoldFunds, ReleaseHold, TakeHold } from '../accounts/contract/account-commands.js';
import { CancelPayment } from './contract/payment-commands.js';
import { onWhatWas } from './example/on-what-was.js';
import { PaymentSteps } from './payment-steps.js';

let harbour: RunningHarbour;
let count = 0;

beforeAll(async () => {
  harbour = await RunningHarbour.start();
});
afterAll(() => harbour.stop());
afterEach(() => {
  jest.restoreAllMocks();
});

/** A payment of 60 from an account of its own, which had 100. */
async function authorised(): Promise<string> {
  const id = `p-${++count}`;
  await harbour.post('/accounts', { accountId: id, ownerId: 'o-1', currency: 'EUR' });
  await harbour.post(`/accounts/${id}/deposits`, { amountMinor: 100 });
  await harbour.post('/payments', { paymentId: id, orderId: id, accountId: id, amountMinor: 60, currency: 'EUR' });
  return id;
}
async function captured(): Promise<string> {
  const id = await authorised();
  await step(id, 'capture');
  return id;
}
const step = (id: string, name: string, body = {}): Promise<Answer> => harbour.post(`/payments/${id}/${name}`, body);
const cancel = (id: string) => harbour.app.get(CommandBus).execute(new CancelPayment(id));
const money = async (id: string) => {
  const { body } = await harbour.get(`/accounts/${id}`);
  return [body['balanceMinor'], body['heldMinor'] ?? 0];
};

/** When an account is asked for the first time from then on, others are done with the payment before it hears of that. */
function meanwhile(asked: new (...args: never[]) => object, others: () => Promise<unknown>): void {
  const bus = harbour.app.get(CommandBus);
  const execute = bus.execute.bind(bus);
  let isFirst = true;
  jest.spyOn(bus, 'execute').mockImplementation(async (command: object) => {
    if (command instanceof asked && isFirst) {
      isFirst = false;
      await others();
    }
    return execute(command as never);
  });
}

describe('While the account is asked,', () => {
  test('a part of the payment is given back: a cancellation gives back the rest', async () => {
    const id = await captured();
    meanwhile(DepositFunds, () => step(id, 'refunds', { amountMinor: 5 }));
    expect(await cancel(id)).toMatchObject({ status: 'refunded', refundedMinor: 60 });
    expect(await money(id)).toEqual([100, 0]);
  });

  test('a part is given back: so does a refund of all that is left', async () => {
    const id = await captured();
    meanwhile(DepositFunds, () => step(id, 'refunds', { amountMinor: 5 }));
    expect(await step(id, 'refunds')).toMatchObject({ status: 200, body: { status: 'refunded', refundedMinor: 60 } });
    expect(await money(id)).toEqual([100, 0]);
  });

  test('the payment is captured: a cancellation gives it back', async () => {
    const id = await authorised();
    meanwhile(ReleaseHold, () => step(id, 'capture'));
    expect(await cancel(id)).toMatchObject({ status: 'refunded', refundedMinor: 60 });
    expect(await money(id)).toEqual([100, 0]);
  });

  test('the payment is given up: a cancellation has nothing left to do', async () => {
    const id = await authorised();
    meanwhile(ReleaseHold, () => step(id, 'void'));
    expect(await cancel(id)).toMatchObject({ status: 'voided', version: 2 });
    expect(await money(id)).toEqual([100, 0]);
  });

  test.each([
    ['void', ReleaseHold, 'capture', 'captured', [40, 0]],
    ['capture', TakeHold, 'void', 'voided', [100, 0]],
  ] as const)(
    'to %s it, others were first: that is refused by what it has become',
    async (name, asked, other, status, left) => {
      const id = await authorised();
      meanwhile(asked, () => step(id, other));
      expect(await step(id, name)).toMatchObject({
        status: 422,
        body: { code: 'payment-must-be-authorised', data: { status } },
      });
      expect(await money(id)).toEqual(left);
    },
  );

  test('to hold it once more, others have held it: it is held once', async () => {
    const id = `p-${++count}`;
    await harbour.post('/accounts', { accountId: id, ownerId: 'o-1', currency: 'EUR' });
    const terms = { orderId: id, accountId: id, amountMinor: 60, currency: 'EUR' };
    const authorise = () => harbour.post('/payments', { paymentId: id, ...terms });
    expect((await authorise()).body).toMatchObject({ status: 'refused' });
    await harbour.post(`/accounts/${id}/deposits`, { amountMinor: 100 });
    meanwhile(HoldFunds, authorise);
    expect(await authorise()).toMatchObject({ status: 422, body: { code: 'payment-must-be-open-to-authorise' } });
    expect(await money(id)).toEqual([100, 60]);
  });
});

describe('A build that decides on what the payment was is found out:', () => {
  test.each([
    ['by a part that was given back', captured, DepositFunds, 'refunds', 'refund-must-not-exceed-payment'],
    ['by a capture', authorised, ReleaseHold, 'capture', 'hold-must-exist'],
  ] as const)('%s, a cancellation is refused', async (_how, begun, asked, other, code) => {
    jest.spyOn(PaymentSteps, 'mustBeTheSame').mockImplementation(onWhatWas);
    const id = await begun();
    meanwhile(asked, () => step(id, other, other === 'refunds' ? { amountMinor: 5 } : {}));
    await expect(cancel(id)).rejects.toMatchObject({ code });
  });
});
