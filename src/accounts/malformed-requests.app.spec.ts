import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, RunningHarbour } from '../../test/journeys/running-harbour.js';

let harbour: RunningHarbour;

beforeAll(async () => {
  harbour = await RunningHarbour.start();
  await harbour.post('/accounts', { accountId: 'alice', ownerId: 'o-1', currency: 'EUR' });
  await harbour.post('/accounts/alice/deposits', { amountMinor: 100 });
});
afterAll(() => harbour.stop());

/** How many events there are: a refused request must not change that. */
async function head(): Promise<unknown> {
  const { body } = await harbour.get('/health');
  return (body['details'] as Record<string, { head: number }>)['event-store']?.head;
}

async function refused(request: () => Promise<Answer>, status: number, field?: string): Promise<void> {
  const before = await head();
  const answer = await request();
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toContain('application/problem+json');
  expect(answer.body).toMatchObject({ status, code: expect.any(String), title: expect.any(String) });
  if (field !== undefined) expect(answer.body['errors']).toContainEqual({ field, message: expect.any(String) });
  expect(await head()).toBe(before);
}

const opening = { accountId: 'bob', ownerId: 'o-1', currency: 'EUR' };

describe('Opening an account is refused for', () => {
  test.each<[string, object, string]>([
    ['an unknown field', { ...opening, balanceMinor: 5 }, 'balanceMinor'],
    ['an owner left out', { currency: 'EUR' }, 'ownerId'],
    ['an owner who is a number', { ...opening, ownerId: 7 }, 'ownerId'],
    ['an owner who is blank', { ...opening, ownerId: ' ' }, 'ownerId'],
    ['an id that is null', { ...opening, accountId: null }, 'accountId'],
    ['an empty id', { ...opening, accountId: '' }, 'accountId'],
    ['an id with a path in it', { ...opening, accountId: '../etc' }, 'accountId'],
    ['an id with a line break', { ...opening, accountId: 'a\r\nb' }, 'accountId'],
    ['an id of zero width', { ...opening, accountId: 'a\u200bb' }, 'accountId'],
    ['an id that is not normalised', { ...opening, accountId: 'e\u0301' }, 'accountId'],
    ['an id with NUL', { ...opening, accountId: 'a\0b' }, 'accountId'],
    ['an id with half a surrogate pair', { ...opening, accountId: 'a\ud800' }, 'accountId'],
    ['an id of 201 bytes', { ...opening, accountId: 'a'.repeat(201) }, 'accountId'],
    ['a currency in small letters', { ...opening, currency: 'eur' }, 'currency'],
    ['a currency with a line break', { ...opening, currency: 'EUR\n' }, 'currency'],
    ['an overdraft below zero', { ...opening, overdraftLimitMinor: -1 }, 'overdraftLimitMinor'],
    ['an overdraft in a text', { ...opening, overdraftLimitMinor: '5' }, 'overdraftLimitMinor'],
    ['an overdraft of half a cent', { ...opening, overdraftLimitMinor: 0.5 }, 'overdraftLimitMinor'],
    ['a time that is no text', { ...opening, occurredAt: 1609459200000 }, 'occurredAt'],
  ])('%s', async (_what, body, field) => {
    await refused(() => harbour.post('/accounts', body), 400, field);
    expect((await harbour.get('/accounts/bob')).status).toBe(404);
  });

  test.each([
    '2021-02-30',
    '2023-02-29',
    '0000-01-01',
    '2021-13-01',
    '2021-01-01T10:00:00',
    '2021-01-01T25:00:00Z',
    'yesterday',
    '',
  ])('the impossible time %j', (occurredAt) =>
    refused(() => harbour.post('/accounts', { ...opening, occurredAt }), 400, 'occurredAt'),
  );
});

describe('A booking is refused for', () => {
  test.each(['0', '-1', '1.5', '"100"', 'null', 'true', '[100]', '{"amount":1}', '9007199254740992', '1e400', '-0'])(
    'an amount of %s',
    async (amount) => {
      for (const kind of ['deposits', 'withdrawals']) {
        await refused(() => harbour.send(`/accounts/alice/${kind}`, `{"amountMinor":${amount}}`), 400, 'amountMinor');
      }
    },
  );

  test.each<[string, object, string]>([
    ['no amount', {}, 'amountMinor'],
    ['an unknown field', { amountMinor: 1, accountId: 'bob' }, 'accountId'],
    ['a reference that is null', { amountMinor: 1, reference: null }, 'reference'],
    ['a reference of 501 characters', { amountMinor: 1, reference: 'x'.repeat(501) }, 'reference'],
    ['a reference with NUL', { amountMinor: 1, reference: 'a\0' }, 'reference'],
  ])('%s', (_what, body, field) => refused(() => harbour.post('/accounts/alice/deposits', body), 400, field));
});

describe('A measure is refused for', () => {
  test.each(['freeze', 'unfreeze', 'close'])('an unknown field (%s)', (measure) =>
    refused(() => harbour.post(`/accounts/alice/${measure}`, { force: true }), 400, 'force'),
  );

  test.each<[string, object, string]>([
    ['no version', { reason: 'x' }, 'depositVersion'],
    ['version 0', { depositVersion: 0, reason: 'x' }, 'depositVersion'],
    ['no reason', { depositVersion: 2 }, 'reason'],
    ['an empty reason', { depositVersion: 2, reason: '' }, 'reason'],
  ])('a reversal with %s', (_what, body, field) =>
    refused(() => harbour.post('/accounts/alice/reversals', body), 400, field),
  );
});

describe('A body is refused that', () => {
  test.each([
    '',
    '{',
    'null',
    '"text"',
    '5',
    '[]',
    '[{"amountMinor":1}]',
    '{"amountMinor":1}}',
    '\ufeff{"amountMinor":',
  ])('is no JSON object: %j', (body) => refused(() => harbour.send('/accounts/alice/deposits', body), 400));

  test('nests deeper than 64 levels', () => {
    const deep = `{"amountMinor":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    return refused(() => harbour.send('/accounts/alice/deposits', deep), 400);
  });

  test('reaches for the prototype', () =>
    refused(
      () => harbour.send('/accounts/alice/deposits', '{"amountMinor":1,"__proto__":{"amountMinor":5}}'),
      400,
      '__proto__',
    ));

  test('is larger than 256 KiB', async () => {
    const reference = (bytes: number) => `{"amountMinor":1,"reference":"${'x'.repeat(bytes - 32)}"}`;
    await refused(() => harbour.send('/accounts/alice/deposits', reference(256 * 1024 + 1)), 413);
    await refused(() => harbour.send('/accounts/alice/deposits', reference(256 * 1024)), 400, 'reference');
  });

  test('is not declared as JSON', () =>
    refused(() => harbour.send('/accounts/alice/freeze', 'reason=x', 'text/plain'), 415));
});

describe('A question is refused for', () => {
  test.each([
    ['version=0', 'version'],
    ['version=-1', 'version'],
    ['version=1.5', 'version'],
    ['version=abc', 'version'],
    ['version=', 'version'],
    ['version=1e1', 'version'],
    ['version=0x1', 'version'],
    ['version=%201', 'version'],
    ['version=9007199254740992', 'version'],
    ['version=1&version=2', 'version'],
    ['version[]=1', 'version[]'],
    ['recordedBy=soon', 'recordedBy'],
    ['recordedBy=2021-02-30', 'recordedBy'],
    ['occurredBy=2021-02-28T10:00:00', 'occurredBy'],
    ['version=1&recordedBy=2021-02-28', 'version'],
    ['recordedBy=2021-02-28&occurredBy=2021-02-28', 'recordedBy'],
    ['at=1', 'at'],
  ])('?%s', (query, field) => refused(() => harbour.get(`/accounts/alice?${query}`), 400, field));

  test.each([
    ['from=0', 'from'],
    ['limit=0', 'limit'],
    ['limit=1001', 'limit'],
    ['limit=all', 'limit'],
    ['page=2', 'page'],
  ])('the events ?%s', (query, field) => refused(() => harbour.get(`/accounts/alice/events?${query}`), 400, field));

  test.each(['%00', '..%2f..', '%20', 'a%0d%0ab', '%e2%80%8b', '$all', 'a'.repeat(201)])('the id %s', async (id) => {
    await refused(() => harbour.get(`/accounts/${id}`), 400, 'accountId');
    await refused(() => harbour.get(`/accounts/${id}/events`), 400, 'accountId');
    await refused(() => harbour.post(`/accounts/${id}/deposits`, { amountMinor: 1 }), 400, 'accountId');
  });

  test('an id that cannot be decoded', () => refused(() => harbour.get('/accounts/%E0%A4%A'), 400));
});
