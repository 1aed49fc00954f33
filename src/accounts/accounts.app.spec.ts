import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RunningHarbour } from '../../test/journeys/running-harbour.js';

let harbour: RunningHarbour;
let count = 0;

beforeAll(async () => {
  harbour = await RunningHarbour.start();
});
afterAll(() => harbour.stop());

/** An account of its own for each test. */
async function opened(terms: object = {}): Promise<string> {
  const accountId = `a-${++count}`;
  const { status } = await harbour.post('/accounts', { accountId, ownerId: 'o-1', currency: 'EUR', ...terms });
  expect(status).toBe(201);
  return accountId;
}
const deposit = (id: string, amountMinor: number, more: object = {}) =>
  harbour.post(`/accounts/${id}/deposits`, { amountMinor, ...more });
const withdraw = (id: string, amountMinor: number, more: object = {}) =>
  harbour.post(`/accounts/${id}/withdrawals`, { amountMinor, ...more });

describe('POST /accounts', () => {
  test('opens an account under the id that is given', async () => {
    const { status, body } = await harbour.post('/accounts', { accountId: 'alice', ownerId: 'o-1', currency: 'EUR' });
    expect([status, body]).toEqual([201, { accountId: 'alice', version: 1, position: expect.any(Number) }]);
  });

  test('makes an id where none is given', async () => {
    const { status, body } = await harbour.post('/accounts', { ownerId: 'o-1', currency: 'EUR' });
    expect(status).toBe(201);
    expect((await harbour.get(`/accounts/${String(body['accountId'])}`)).status).toBe(200);
  });

  test('refuses an id that is taken', async () => {
    const accountId = await opened();
    const { status, body, headers } = await harbour.post('/accounts', { accountId, ownerId: 'o-2', currency: 'EUR' });
    expect(status).toBe(409);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(body).toMatchObject({ code: 'aggregate-already-exists', aggregateId: accountId, instance: '/accounts' });
  });

  test('takes ids of other scripts, and of characters that a path must escape', async () => {
    const accountId = 'Zürich 東京 50%';
    await harbour.post('/accounts', { accountId, ownerId: 'o-1', currency: 'EUR' });
    expect((await harbour.get(`/accounts/${encodeURIComponent(accountId)}`)).body).toMatchObject({ accountId });
  });
});

describe('POST /accounts/:id/deposits and /withdrawals', () => {
  test('book, and answer the balance', async () => {
    const id = await opened();
    expect(await deposit(id, 12500, { reference: 'salary' })).toMatchObject({
      status: 200,
      body: { version: 2, position: expect.any(Number), balanceMinor: 12500 },
    });
    expect(await withdraw(id, 2500)).toMatchObject({ status: 200, body: { version: 3, balanceMinor: 10000 } });
  });

  test('refuse with 422 what a rule forbids, with its values, and write nothing', async () => {
    const id = await opened();
    const { status, body } = await withdraw(id, 1);
    expect(status).toBe(422);
    expect(body).toMatchObject({
      type: 'urn:problem-type:insufficient-funds',
      code: 'insufficient-funds',
      data: { amountMinor: 1, balanceMinor: 0, overdraftLimitMinor: 0 },
    });
    expect((await harbour.get(`/accounts/${id}`)).body).toMatchObject({ version: 1 });
  });

  test('know the overdraft: none where it is left out, any where it is null', async () => {
    expect((await withdraw(await opened({ overdraftLimitMinor: 50 }), 50)).body).toMatchObject({ balanceMinor: -50 });
    expect((await withdraw(await opened({ overdraftLimitMinor: 50 }), 51)).status).toBe(422);
    expect((await withdraw(await opened({ overdraftLimitMinor: null }), 1e15)).body).toMatchObject({
      balanceMinor: -1e15,
    });
  });

  test('need an account', async () => {
    expect(await deposit('nobody', 1)).toMatchObject({
      status: 404,
      body: { code: 'aggregate-not-found', aggregateId: 'nobody' },
    });
  });

  test('at the same time are all booked, once each', async () => {
    const id = await opened();
    const answers = await Promise.all(Array.from({ length: 100 }, () => deposit(id, 1)));
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect((await harbour.get(`/accounts/${id}`)).body).toMatchObject({ balanceMinor: 100, version: 101 });
  });
});

describe('POST /accounts/:id/reversals, /freeze, /unfreeze and /close', () => {
  test('correct by a new event and leave the old one alone', async () => {
    const id = await opened();
    await deposit(id, 100);
    const reversal = { depositVersion: 2, reason: 'bounced' };
    expect(await harbour.post(`/accounts/${id}/reversals`, reversal)).toMatchObject({
      status: 200,
      body: { version: 3, balanceMinor: 0 },
    });
    expect((await harbour.post(`/accounts/${id}/reversals`, reversal)).body).toMatchObject({
      code: 'deposit-must-not-be-reversed-twice',
    });
    const { body } = await harbour.get(`/accounts/${id}/events`);
    expect(body['events']).toMatchObject([
      {},
      { type: 'account.funds-deposited', data: { amountMinor: 100 } },
      { data: reversal },
    ]);
  });

  test('need no body', async () => {
    const id = await opened();
    const bare = (measure: string) => fetch(`${harbour.origin}/accounts/${id}/${measure}`, { method: 'POST' });
    expect((await bare('freeze')).status).toBe(200);
    expect((await harbour.get(`/accounts/${id}`)).body).toMatchObject({ status: 'frozen' });
    expect((await withdraw(id, 1)).body).toMatchObject({ status: 422, code: 'account-must-not-be-frozen' });
    expect((await bare('unfreeze')).status).toBe(200);
    expect((await bare('close')).status).toBe(200);
    expect((await deposit(id, 1)).body).toMatchObject({ status: 422, code: 'account-must-be-open' });
    expect((await harbour.get(`/accounts/${id}`)).body).toMatchObject({ status: 'closed', version: 4 });
  });

  test('keep the reason and the time', async () => {
    const id = await opened();
    await harbour.post(`/accounts/${id}/freeze`, { reason: 'court order', occurredAt: '2026-02-01T10:00:00+01:00' });
    expect((await harbour.get(`/accounts/${id}/events?from=2`)).body['events']).toMatchObject([
      { data: { reason: 'court order' }, occurredAt: '2026-02-01T09:00:00.000Z' },
    ]);
  });
});

describe('GET /accounts/:id', () => {
  test('shows the account, with its version as ETag', async () => {
    const id = await opened();
    await deposit(id, 100);
    const { status, headers, body } = await harbour.get(`/accounts/${id}`);
    expect(status).toBe(200);
    expect(headers.get('etag')).toBe('"2"');
    expect(body).toEqual({
      accountId: id,
      ownerId: 'o-1',
      currency: 'EUR',
      status: 'open',
      balanceMinor: 100,
      version: 2,
    });
  });

  test('shows it as it was at a version, and 404 for one that it never had', async () => {
    const id = await opened();
    await deposit(id, 100);
    const { headers, body } = await harbour.get(`/accounts/${id}?version=1`);
    expect([headers.get('etag'), body['balanceMinor'], body['version']]).toEqual(['"1"', 0, 1]);
    expect((await harbour.get(`/accounts/${id}?version=3`)).status).toBe(404);
  });

  test('shows it as it was in the world, and a date means the end of that day', async () => {
    const id = await opened({ occurredAt: '2026-01-01' });
    await deposit(id, 100, { occurredAt: '2026-02-01T22:00:00Z' });
    await deposit(id, 10, { occurredAt: '2026-01-15' });
    const balance = async (occurredBy: string) =>
      (await harbour.get(`/accounts/${id}?occurredBy=${occurredBy}`)).body['balanceMinor'];
    expect(await balance('2026-01-01')).toBe(0);
    expect(await balance('2026-01-20')).toBe(10);
    expect(await balance('2026-02-01')).toBe(110);
    expect(await balance('2026-02-01T21:59:59.999Z')).toBe(10);
    expect((await harbour.get(`/accounts/${id}?occurredBy=2025-12-31`)).body).toMatchObject({
      status: 404,
      code: 'aggregate-not-found',
    });
  });

  test('shows it as the bank knew it at a time, at the very moment of a booking included', async () => {
    const id = await opened();
    await deposit(id, 100);
    await deposit(id, 10);
    const { body } = await harbour.get(`/accounts/${id}/events`);
    const [birth, first] = (body['events'] as { recordedAt: string }[]).map(({ recordedAt }) => recordedAt);
    expect((await harbour.get(`/accounts/${id}?recordedBy=${first}`)).body['balanceMinor']).toBeGreaterThanOrEqual(100);
    const before = new Date(Date.parse(birth!) - 1).toISOString();
    expect((await harbour.get(`/accounts/${id}?recordedBy=${before}`)).status).toBe(404);
    expect((await harbour.get(`/accounts/${id}?recordedBy=9999-12-31`)).body).toMatchObject({ balanceMinor: 110 });
  });

  test('answers 404 for one that nobody knows', async () => {
    expect(await harbour.get('/accounts/nobody')).toMatchObject({ status: 404, body: { code: 'aggregate-not-found' } });
  });
});

describe('GET /accounts/:id/events', () => {
  test('shows each event as it was recorded', async () => {
    const id = await opened({ occurredAt: '1993-01-01' });
    const { body } = await harbour.get(`/accounts/${id}/events`);
    expect(body).toEqual({
      events: [
        {
          eventId: expect.stringMatching(/^[0-9a-f-]{36}$/),
          type: 'account.opened',
          schemaVersion: 1,
          version: 1,
          position: expect.any(Number),
          data: { ownerId: 'o-1', currency: 'EUR', overdraftLimitMinor: 0 },
          metadata: { command: 'OpenAccount', causationId: expect.any(String), correlationId: expect.any(String) },
          occurredAt: '1993-01-01T00:00:00.000Z',
          recordedAt: expect.stringMatching(/^20\d\d-/),
        },
      ],
      nextFrom: null,
    });
  });

  test('goes page by page', async () => {
    const id = await opened();
    for (let amount = 1; amount <= 4; amount++) await deposit(id, amount);
    const page = async (query: string) => {
      const { body } = await harbour.get(`/accounts/${id}/events?${query}`);
      return [(body['events'] as { version: number }[]).map(({ version }) => version), body['nextFrom']];
    };
    expect(await page('limit=2')).toEqual([[1, 2], 3]);
    expect(await page('from=3&limit=2')).toEqual([[3, 4], 5]);
    expect(await page('from=5&limit=2')).toEqual([[5], null]);
    expect(await page('from=4&limit=2')).toEqual([[4, 5], null]);
    expect(await page('from=6')).toEqual([[], null]);
  });

  test('answers 404 for an account that nobody knows, from whatever version', async () => {
    expect((await harbour.get('/accounts/nobody/events')).status).toBe(404);
    expect((await harbour.get('/accounts/nobody/events?from=5')).status).toBe(404);
  });
});
