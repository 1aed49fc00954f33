import { Daybook } from '@daybook/nestjs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RunningHarbour } from '../../../test/journeys/running-harbour.js';

let harbour: RunningHarbour;

// Recorded in another order than it happened.
beforeAll(async () => {
  harbour = await RunningHarbour.start();
  await harbour.post('/accounts', { accountId: 'a', ownerId: 'o', currency: 'EUR', occurredAt: '2020-01-01' });
  const book = (route: string, amountMinor: number, occurredAt: string): Promise<unknown> =>
    harbour.post(`/accounts/a/${route}`, { amountMinor, occurredAt, reference: occurredAt });
  await book('deposits', 1000, '2020-03-01T12:00:00Z');
  await book('withdrawals', 300, '2020-04-01');
  await book('deposits', 50, '2020-02-01T23:59:59.999Z');
  await book('deposits', 7, '2020-04-01');
  await harbour.post('/accounts/a/reversals', { depositVersion: 4, reason: 'bounced', occurredAt: '2020-05-01' });
  await harbour.app.get(Daybook).whenIdle();
});
afterAll(() => harbour.stop());

async function statement(query = ''): Promise<readonly unknown[]> {
  const { status, body } = await harbour.get(`/accounts/a/statement${query}`);
  expect(status).toBe(200);
  const lines = (body['lines'] as Record<string, unknown>[]).map((line) => [line['amountMinor'], line['balanceMinor']]);
  return [body['openingBalanceMinor'], lines, body['closingBalanceMinor']];
}

describe('GET /accounts/:id/statement', () => {
  test('has all lines in the order in which they happened, each with the balance after it', async () => {
    const all = [
      [50, 50],
      [1000, 1050],
      [-300, 750],
      [7, 757],
      [-50, 707],
    ];
    expect(await statement()).toEqual([0, all, 707]);
  });

  test.each([
    ['before everything', '?to=2019-12-31', [0, [], 0]],
    ['up to a day, that day included', '?to=2020-02-01', [0, [[50, 50]], 50]],
    ['up to a millisecond', '?to=2020-02-01T23:59:59.998Z', [0, [], 0]],
    ['of a month', '?from=2020-03-01&to=2020-03-31', [50, [[1000, 1050]], 1050]],
    ['in which nothing happened', '?from=2020-03-02&to=2020-03-31', [1050, [], 1050]],
    ['from a moment on', '?from=2020-05-01T00:00:00Z', [757, [[-50, 707]], 707]],
    ['after everything', '?from=2026-01-01', [707, [], 707]],
  ])('of a period %s', async (_which, query, expected) => {
    expect(await statement(query)).toEqual(expected);
  });

  test('says what was asked for, and of each line what it was', async () => {
    expect((await harbour.get('/accounts/a/statement?from=2020-05-01&to=2020-05-02')).body).toEqual({
      accountId: 'a',
      from: '2020-05-01T00:00:00.000Z',
      to: '2020-05-02T23:59:59.999Z',
      openingBalanceMinor: 757,
      closingBalanceMinor: 707,
      lines: [
        {
          version: 6,
          kind: 'reversal',
          amountMinor: -50,
          balanceMinor: 707,
          text: 'bounced',
          occurredAt: '2020-05-01T00:00:00.000Z',
        },
      ],
    });
  });

  test('is 404 for an account that nobody knows, and none for one on which nothing was booked', async () => {
    expect((await harbour.get('/accounts/nobody/statement')).body).toMatchObject({
      status: 404,
      code: 'aggregate-not-found',
      aggregateId: 'nobody',
    });
    const { headers } = await harbour.post('/accounts', { accountId: 'new', ownerId: 'o', currency: 'EUR' });
    const written = { 'Daybook-Wait-For': headers.get('daybook-position') ?? '' };
    expect((await harbour.get('/accounts/new/statement', written)).body).toMatchObject({
      closingBalanceMinor: 0,
      lines: [],
    });
  });

  test.each([
    ['?from=2020-02-02&to=2020-02-01', 'to'],
    ['?from=yesterday', 'from'],
    ['?to=2020-02-30', 'to'],
    ['?until=2020-02-01', 'until'],
  ])('refuses %s, and names the field', async (query, field) => {
    const { status, body } = await harbour.get(`/accounts/a/statement${query}`);
    expect([status, body['errors']]).toMatchObject([400, [{ field }]]);
  });
});

test('GET /reports/net-worth adds up nothing of several currencies', async () => {
  await harbour.post('/accounts', { accountId: 'c', ownerId: 'o', currency: 'CZK' });
  await harbour.post('/accounts/c/deposits', { amountMinor: 3 });
  const report = async (query: string): Promise<unknown> => (await harbour.get(`/reports/net-worth${query}`)).body;
  const euros = { currency: 'EUR', totalMinor: 1050, accounts: 1 };
  expect(await report('?occurredBy=2020-03-31')).toEqual({ totalMinor: 1050, accounts: 1, currencies: [euros] });
  expect(await report('')).toMatchObject({
    totalMinor: null,
    currencies: [
      { currency: 'CZK', totalMinor: 3, accounts: 1 },
      { currency: 'EUR', totalMinor: 707 },
    ],
  });
  expect(await report('?occurredBy=2020-01-01&recordedBy=2020-01-01')).toMatchObject({ status: 400 });
});
