import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { configureHttp } from '@daybook/nestjs';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { type Answer, RunningHarbour } from '../test/journeys/running-harbour.js';
import { httpOptions } from './configure-app.js';

let express: RunningHarbour;
let fastify: RunningHarbour;

beforeAll(async () => {
  express = await RunningHarbour.start();
  // Fastify's own limit is 100 characters, and an account's id may have 200 bytes, each escaped by three.
  const adapter = new FastifyAdapter({ routerOptions: { maxParamLength: 600 } });
  // Without the page of its API, for which Fastify would need a package more.
  fastify = await RunningHarbour.start(adapter, (app) => configureHttp(app, httpOptions));
});
afterAll(() => Promise.all([express.stop(), fastify.stop()]));

type Ask = (harbour: RunningHarbour) => Promise<Answer>;

const opening = { accountId: 'alice', ownerId: 'o-1', currency: 'EUR', occurredAt: '2026-01-01' };
const deposit = { amountMinor: 100, reference: 'salary', occurredAt: '2026-02-01' };
const long = encodeURIComponent('é'.repeat(100));

/** The life of an account, with what a client may do wrong on the way. */
const life: [string, number, Ask][] = [
  ['an opening', 201, (harbour) => harbour.post('/accounts', opening)],
  ['an id that is taken', 409, (harbour) => harbour.post('/accounts', opening)],
  ['an unknown field', 400, (harbour) => harbour.post('/accounts', { ...opening, more: 1 })],
  ['a deposit', 200, (harbour) => harbour.post('/accounts/alice/deposits', deposit, { 'Idempotency-Key': 'd-1' })],
  ['the same again', 200, (harbour) => harbour.post('/accounts/alice/deposits', deposit, { 'Idempotency-Key': 'd-1' })],
  [
    'another one by the same name',
    409,
    (harbour) => harbour.post('/accounts/alice/deposits', { amountMinor: 1 }, { 'Idempotency-Key': 'd-1' }),
  ],
  ['too large a withdrawal', 422, (harbour) => harbour.post('/accounts/alice/withdrawals', { amountMinor: 101 })],
  ['a version of before', 412, (harbour) => harbour.post('/accounts/alice/freeze', {}, { 'If-Match': '"1"' })],
  ['the version of now', 200, (harbour) => harbour.post('/accounts/alice/freeze', {}, { 'If-Match': '"2"' })],
  ['a view', 200, (harbour) => harbour.get('/accounts/alice')],
  ['a view that is known', 304, (harbour) => harbour.get('/accounts/alice', { 'If-None-Match': '"3"' })],
  ['a view of a day', 200, (harbour) => harbour.get('/accounts/alice?occurredBy=2026-01-15')],
  ['a question that is malformed', 400, (harbour) => harbour.get('/accounts/alice?version=1&recordedBy=2026-01-01')],
  ['a long id', 404, (harbour) => harbour.get(`/accounts/${long}`)],
  ['an id that is too long', 400, (harbour) => harbour.get(`/accounts/${long}a`)],
  ['half an object', 400, (harbour) => harbour.send('/accounts/alice/deposits', '{"amountMinor":')],
  ['a text', 415, (harbour) => harbour.send('/accounts/alice/deposits', 'a', 'text/plain')],
];

const telling = ['content-type', 'etag', 'daybook-position', 'x-correlation-id'];

async function told(ask: Ask, harbour: RunningHarbour): Promise<object> {
  const { status, headers, body } = await ask(harbour);
  // Express gives every answer a weak tag of its bytes, and each conversation has a name of its own.
  const values = telling.map((name) => headers.get(name)?.replace(/^W\/.*|^[0-9a-f-]{36}$/, ''));
  return { status, headers: values.map((value) => value || undefined), body };
}

test.each(life)('Harbour on Fastify answers as on Express: %s', async (_what, status, ask) => {
  const expected = await told(ask, express);
  expect(await told(ask, fastify)).toEqual(expected);
  expect(expected).toMatchObject({ status });
});
