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
  readonly responses: Record<string, { readonly description: string; readonly content?: Record<string, unknown> }>;
}
type Paths = Record<string, Record<string, Operation>>;

const routes = [
  ['post', '/accounts', '201', ['400', '409', '413', '415', '500', '503']],
  ['post', '/accounts/{accountId}/deposits', '200', ['400', '404', '409', '413', '415', '422', '500', '503']],
  ['post', '/accounts/{accountId}/withdrawals', '200', ['400', '404', '409', '413', '415', '422', '500', '503']],
  ['post', '/accounts/{accountId}/reversals', '200', ['400', '404', '409', '413', '415', '422', '500', '503']],
  ['post', '/accounts/{accountId}/freeze', '200', ['400', '404', '409', '413', '415', '422', '500', '503']],
  ['post', '/accounts/{accountId}/unfreeze', '200', ['400', '404', '409', '413', '415', '422', '500', '503']],
  ['post', '/accounts/{accountId}/close', '200', ['400', '404', '409', '413', '415', '422', '500', '503']],
  ['get', '/accounts/{accountId}', '200', ['400', '404', '500', '503']],
  ['get', '/accounts/{accountId}/events', '200', ['400', '404', '500', '503']],
] as const;

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

  test('describes every route that there is', () => {
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(described.sort()).toEqual([...routes.map(([method, path]) => `${method} ${path}`), 'get /health'].sort());
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
      body: { status: 'ok', details: { 'event-store': { status: 'up', head: 0 } } },
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
