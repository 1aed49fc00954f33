import { validate } from 'class-validator';
import { describe, expect, test } from '@jest/globals';
import { OrderReturned } from './events/order-returned.js';
import { OrderSubmitted } from './events/order-submitted.js';
import { pens, submitted } from './example/sample-orders.js';

const broken = async (changes: object): Promise<readonly string[]> => {
  const event = OrderSubmitted.of({ ...submitted, ...changes });
  return (await validate(event, { whitelist: true, forbidNonWhitelisted: true })).map(({ property }) => property);
};

describe('An order that was submitted', () => {
  test('is as the order decides it', async () => {
    expect(await broken({})).toEqual([]);
    expect(await broken({ promisedOn: '2024-02-29', fulfilment: 'elsewhere' })).toEqual([]);
  });

  test.each([
    ['no lines', []],
    ['no list', { 0: pens }],
    ['a line that is none', [pens, null]],
    ['a line without a price', [{ ...pens, priceMinor: undefined }]],
    ['a line of nothing', [{ ...pens, quantity: 0 }]],
    ['a line with half a cent', [{ ...pens, freightMinor: 0.5 }]],
    ['a line with more in it', [{ ...pens, more: 1 }]],
    ['a line of a store that is a number', [{ ...pens, store: 7 }]],
  ])('has not %s', async (_what, lines) => {
    expect(await broken({ lines })).toEqual(['lines']);
  });

  test.each(['nowhere', '', 1, {}])('is not fulfilled %j', async (fulfilment) => {
    expect(await broken({ fulfilment })).toEqual(['fulfilment']);
  });

  test.each(['2023-02-29', '2026-13-01', '2026-1-1', '2026-02-01T00:00:00Z', '', 'soon', 20260201])(
    'is not promised for %j',
    async (promisedOn) => {
      expect(await broken({ promisedOn })).toEqual(['promisedOn']);
    },
  );
});

describe('An order that was returned', () => {
  const invalid = async (payments: unknown): Promise<number> =>
    (await validate(OrderReturned.of({ orderId: 'o', payments: payments as never }))).length;
  const paid = { paymentId: 'p-1', amountMinor: 1 };

  test('says what goes back, or nothing of it', async () => {
    expect([await invalid([paid]), await invalid([]), await invalid(undefined)]).toEqual([0, 0, 0]);
  });

  test.each([
    ['no list', paid],
    ['nothing of a payment', [{ ...paid, amountMinor: 0 }]],
    ['a payment without an id', [{ amountMinor: 1 }]],
    ['more of a payment', [{ ...paid, more: 1 }]],
    ['a payment that is none', [null]],
  ])('has not %s', async (_what, payments) => {
    expect(await invalid(payments)).toBe(1);
  });
});
