import { EventStore, type PostgresEventStore } from '@daybook/event-store';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { DataSource } from 'typeorm';
import { RunningHarbour } from '../test/journeys/running-harbour.js';

let harbour: RunningHarbour;

beforeAll(async () => {
  harbour = await RunningHarbour.start();
});
afterAll(() => harbour.stop());

interface Operation {
  readonly summary?: string;
  readonly requestBody?: { readonly content: Record<string, { readonly schema: object }> };
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly responses: Record<string, DescribedAnswer>;
}
interface DescribedAnswer {
  readonly description: string;
  readonly content?: Record<string, unknown>;
  readonly headers?: Record<string, unknown>;
}
type Paths = Record<string, Record<string, Operation>>;

const routes = [
  ['post', '/accounts', '201', ['400', '409', '413', '415', '500', '503']],
  ['post', '/accounts/{accountId}/deposits', '200', ['400', '404', '409', '412', '413', '415', '422', '500', '503']],
  ['post', '/accounts/{accountId}/withdrawals', '200', ['400', '404', '409', '412', '413', '415', '422', '500', '503']],
  ['post', '/accounts/{accountId}/reversals', '200', ['400', '404', '409', '412', '413', '415', '422', '500', '503']],
  ['post', '/accounts/{accountId}/freeze', '200', ['400', '404', '409', '412', '413', '415', '422', '500', '503']],
  ['post', '/accounts/{accountId}/unfreeze', '200', ['400', '404', '409', '412', '413', '415', '422', '500', '503']],
  ['post', '/accounts/{accountId}/close', '200', ['400', '404', '409', '412', '413', '415', '422', '500', '503']],
  ['get', '/accounts/{accountId}', '200', ['400', '404', '500', '503']],
  ['get', '/accounts/{accountId}/events', '200', ['400', '404', '500', '503']],
  ['get', '/accounts', '200', ['400', '500', '503']],
  ['get', '/accounts/{accountId}/statement', '200', ['400', '404', '500', '503']],
  ['get', '/reports/daily-totals', '200', ['400', '500', '503']],
  ['get', '/reports/net-worth', '200', ['400', '500', '503']],
  ['post', '/inventory/{store}/{sku}/receipts', '200', ['400', '409', '412', '413', '415', '422', '500', '503']],
  [
    'post',
    '/inventory/{store}/{sku}/reservations',
    '200',
    ['400', '404', '409', '412', '413', '415', '422', '500', '503'],
  ],
  [
    'post',
    '/inventory/{store}/{sku}/reservations/{orderId}/release',
    '200',
    ['400', '404', '409', '412', '413', '415', '422', '500', '503'],
  ],
  [
    'post',
    '/inventory/{store}/{sku}/reservations/{orderId}/expire',
    '200',
    ['400', '404', '409', '412', '413', '415', '422', '500', '503'],
  ],
  [
    'post',
    '/inventory/{store}/{sku}/reservations/{orderId}/pick',
    '200',
    ['400', '404', '409', '412', '413', '415', '422', '500', '503'],
  ],
  ['post', '/inventory/{store}/{sku}/counts', '200', ['400', '409', '412', '413', '415', '422', '500', '503']],
  ['get', '/inventory/{store}/{sku}', '200', ['400', '404', '500', '503']],
  ['post', '/inventory/reconciliations', '200', ['400', '413', '415', '500', '503']],
  ['post', '/payments', '201', ['400', '409', '413', '415', '422', '500', '503']],
  ['post', '/payments/{paymentId}/capture', '200', ['400', '404', '409', '412', '413', '415', '422', '500', '503']],
  ['post', '/payments/{paymentId}/void', '200', ['400', '404', '409', '412', '413', '415', '422', '500', '503']],
  ['post', '/payments/{paymentId}/refunds', '200', ['400', '404', '409', '412', '413', '415', '422', '500', '503']],
  ['get', '/payments/{paymentId}', '200', ['400', '404', '500', '503']],
  ['post', '/orders', '201', ['400', '409', '413', '415', '500', '503']],
  ['post', '/orders/{orderId}/items', '200', ['400', '404', '409', '412', '413', '415', '422', '500', '503']],
  ['post', '/orders/{orderId}/removals', '200', ['400', '404', '409', '412', '413', '415', '422', '500', '503']],
  ['post', '/orders/{orderId}/coupons', '200', ['400', '404', '409', '412', '413', '415', '422', '500', '503']],
  ['post', '/orders/{orderId}/submit', '200', ['400', '404', '409', '412', '413', '415', '422', '500', '503']],
  ['post', '/orders/{orderId}/invoice', '200', ['400', '404', '409', '412', '413', '415', '422', '500', '503']],
  ['post', '/orders/{orderId}/hand-over', '200', ['400', '404', '409', '412', '413', '415', '422', '500', '503']],
  ['post', '/orders/{orderId}/deliver', '200', ['400', '404', '409', '412', '413', '415', '422', '500', '503']],
  ['post', '/orders/{orderId}/cancel', '200', ['400', '404', '409', '412', '413', '415', '422', '500', '503']],
  [
    'post',
    '/orders/{orderId}/mark-unavailable',
    '200',
    ['400', '404', '409', '412', '413', '415', '422', '500', '503'],
  ],
  ['post', '/orders/{orderId}/return', '200', ['400', '404', '409', '412', '413', '415', '422', '500', '503']],
  ['get', '/orders/{orderId}', '200', ['400', '404', '500', '503']],
  ['get', '/orders/{orderId}/history', '200', ['400', '404', '500', '503']],
  ['get', '/reports/orders-by-status', '200', ['400', '500', '503']],
] as const;

/** Those that show something of one version. */
const showVersions = [
  '/accounts/{accountId}',
  '/inventory/{store}/{sku}',
  '/orders/{orderId}',
  '/payments/{paymentId}',
];

/** Those that wait for what their readers have written, if they are told where that is. */
const wait = ['/accounts', '/accounts/{accountId}/statement', '/reports/orders-by-status'];

/** Those that begin something, which nobody can have seen before. */
const begin = ['/accounts', '/orders', '/payments'];

/** Those that ask with a body, and change nothing. */
const ask = ['/inventory/reconciliations'];

const health = ['get /health', 'get /health/live', 'get /health/ready'];

describe('The OpenAPI document', () => {
  let paths: Paths;
  beforeAll(async () => {
    paths = (await harbour.get('/docs-json')).body['paths'] as Paths;
  });

  test.each(routes)(
    'describes %s %s with its answer, its body and each of its problems',
    (method, path, success, problems) => {
      const operation = paths[path]?.[method];
      expect(operation?.summary).toEqual(expect.any(String));
      expect(operation?.responses[success]?.content).toMatchObject({
        'application/json': { schema: { $ref: expect.any(String) } },
      });
      expect(Object.keys(operation?.responses ?? {}).filter((status) => status !== success)).toEqual(problems);
      for (const status of problems) {
        expect(operation?.responses[status]).toMatchObject({
          description: expect.stringMatching(/\S/),
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        });
      }
      if (method === 'post') expect(operation?.requestBody?.content['application/json']?.schema).toHaveProperty('$ref');
    },
  );

  test.each(routes)('describes the headers of %s %s', (method, path, success, _problems) => {
    const operation = paths[path]?.[method];
    const writes = method === 'post' && !ask.includes(path);
    const changes = writes && !begin.includes(path);
    const sent = operation?.parameters?.filter((parameter) => parameter.in === 'header') ?? [];
    expect(sent.map(({ name }) => name).sort()).toEqual([
      ...(method === 'get' && wait.includes(path) ? ['Daybook-Wait-For'] : []),
      ...(writes ? ['Idempotency-Key'] : []),
      ...(changes ? ['If-Match'] : []),
      'X-Actor',
      'X-Correlation-Id',
    ]);
    expect(sent.filter(({ required }) => required)).toEqual([]);
    expect(Object.keys(operation?.responses[success]?.headers ?? {}).sort()).toEqual([
      ...(writes ? ['Daybook-Position'] : []),
      ...(writes || showVersions.includes(path) ? ['ETag'] : []),
      'X-Correlation-Id',
    ]);
  });

  test('describes every route that there is', () => {
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(described.sort()).toEqual([...routes.map(([method, path]) => `${method} ${path}`), ...health].sort());
  });

  test('can be read as a page', async () => {
    const { status, body } = await harbour.get('/docs');
    expect(status).toBe(200);
    expect(body['text']).toContain('swagger-ui');
  });
});

describe('GET /health', () => {
  test('is 200 while the event store answers', async () => {
    expect(await harbour.get('/health')).toMatchObject({
      status: 200,
      body: {
        status: 'ok',
        details: { 'event-store': { status: 'up', head: 0 }, subscriptions: { status: 'up', state: 'up' } },
      },
    });
  });

  test('names an append that has been open for ten seconds, and stays 200', async () => {
    const store = harbour.app.get<PostgresEventStore>(EventStore);
    const floor = { position: 7, pid: undefined, role: undefined, application: undefined };
    const forgotten = { ...floor, preparedTransaction: 'forgotten', ageMs: 10_000 };
    const floors = jest
      .spyOn(store, 'heldFloors')
      .mockResolvedValue([forgotten, { ...floor, preparedTransaction: 'young', ageMs: 9_999 }]);
    expect(await harbour.get('/health')).toMatchObject({
      status: 200,
      body: {
        details: { 'event-store': { status: 'up', heldFloors: [{ preparedTransaction: 'forgotten', position: 7 }] } },
      },
    });
    floors.mockRestore();
    const { body } = await harbour.get('/health');
    expect(body).not.toHaveProperty(['details', 'event-store', 'heldFloors']);
  });

  test('is a problem with 503 when it does not', async () => {
    const dataSource = harbour.app.get(DataSource);
    await dataSource.destroy();
    try {
      const { status, headers, body } = await harbour.get('/health');
      expect(status).toBe(503);
      expect(headers.get('content-type')).toContain('application/problem+json');
      expect(body).toMatchObject({
        status: 503,
        code: 'service-unavailable',
        details: { 'event-store': { status: 'down' } },
      });
      expect(await harbour.get('/accounts/alice')).toMatchObject({ status: 503, body: { code: 'store-unavailable' } });
    } finally {
      await dataSource.initialize();
    }
  });
});

test('A route that does not exist is a problem with 404', async () => {
  expect(await harbour.get('/nowhere')).toMatchObject({
    status: 404,
    body: { code: 'not-found', instance: '/nowhere' },
  });
});
