import { EventStore, type RecordedEvent } from '@daybook/event-store';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { RunningHarbour } from '../../test/journeys/running-harbour.js';
import { PutBackStock, ReserveStock, SettleReservation } from './contract/inventory-commands.js';
import { StockReceived } from './contract/inventory-events.js';

let harbour: RunningHarbour;
let count = 0;

beforeAll(async () => {
  harbour = await RunningHarbour.start();
});
afterAll(() => harbour.stop());

/** A product of its own for each test. */
async function received(quantity = 5): Promise<string> {
  const sku = `pen-${++count}`;
  expect((await harbour.post(`/inventory/lisbon/${sku}/receipts`, { quantity })).status).toBe(200);
  return sku;
}
const reserve = (sku: string, orderId: string, quantity: number, more = {}) =>
  harbour.post(`/inventory/lisbon/${sku}/reservations`, { orderId, quantity, ...more });
const end = (how: 'release' | 'pick' | 'expire', sku: string, orderId: string) =>
  harbour.post(`/inventory/lisbon/${sku}/reservations/${orderId}/${how}`, {});
const recount = (sku: string, counted: number, more = {}) =>
  harbour.post(`/inventory/lisbon/${sku}/counts`, { counted, ...more });
const view = (sku: string, asked = '') => harbour.get(`/inventory/lisbon/${sku}${asked}`);

async function recorded(streamId: string): Promise<RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const event of harbour.app.get<EventStore>(EventStore).readStream(streamId)) events.push(event);
  return events;
}

describe('POST /inventory/:store/:sku/…', () => {
  test('receives, reserves, releases and picks, and answers what there is then', async () => {
    const sku = await received(5);
    expect(await reserve(sku, 'o-1', 3)).toMatchObject({
      status: 200,
      body: { version: 2, position: expect.any(Number), onHand: 5, reserved: 3, available: 2 },
    });
    expect((await reserve(sku, 'o-2', 2)).body).toMatchObject({ onHand: 5, reserved: 5, available: 0 });
    expect((await end('release', sku, 'o-2')).body).toMatchObject({ onHand: 5, reserved: 3, available: 2 });
    expect((await end('pick', sku, 'o-1')).body).toMatchObject({ version: 5, onHand: 2, reserved: 0, available: 2 });
    const { body, headers } = await view(sku);
    expect(body).toEqual({ store: 'lisbon', sku, onHand: 2, reserved: 0, available: 2, version: 5 });
    expect(headers.get('etag')).toBe('"5"');
  });

  test('keeps the stock of each store apart, and that of the main store where it always was', async () => {
    const sku = await received(5);
    expect((await harbour.get(`/inventory/porto/${sku}`)).status).toBe(404);
    expect((await harbour.post(`/inventory/porto/${sku}/receipts`, { quantity: 1 })).body).toMatchObject({ onHand: 1 });
    expect((await harbour.post(`/inventory/main/${sku}/receipts`, { quantity: 2 })).body).toMatchObject({ onHand: 2 });
    expect((await view(sku)).body).toMatchObject({ onHand: 5 });
    expect((await recorded(`stock-${sku}`)).map(({ event }) => event)).toEqual([
      StockReceived.of({ store: 'main', sku, quantity: 2 }),
    ]);
  });

  test('expires a reservation from its time on, and one without end never', async () => {
    const sku = await received(5);
    const expiresAt = new Date(Date.now() + 60_000).toISOString();
    await reserve(sku, 'o-1', 1, { expiresAt });
    await reserve(sku, 'o-2', 1, { occurredAt: '2026-01-01', expiresAt: '2026-01-02' });
    await reserve(sku, 'o-3', 1);
    expect(await end('expire', sku, 'o-1')).toMatchObject({
      status: 422,
      body: { code: 'reservation-must-have-expired', data: { expiresAt } },
    });
    expect(await end('expire', sku, 'o-2')).toMatchObject({ status: 200, body: { reserved: 2, available: 3 } });
    expect((await end('expire', sku, 'o-3')).body).toMatchObject({ data: { expiresAt: null } });
  });

  test('corrects the books by a count, and says whose reservations are lost', async () => {
    const sku = await received(5);
    await reserve(sku, 'o-1', 2);
    await reserve(sku, 'o-2', 2);
    expect(await recount(sku, 3)).toMatchObject({ status: 200, body: { onHand: 3, reserved: 2, available: 1 } });
    expect((await end('pick', sku, 'o-2')).body).toMatchObject({ code: 'reservation-must-exist' });
    expect((await recount(sku, 3)).body).toMatchObject({ version: 7, onHand: 3 });
    expect((await recount(`found-${sku}`, 2)).body).toMatchObject({ version: 2, onHand: 2, available: 2 });
    expect(await recount(sku, 9, { occurredAt: '2026-01-01' })).toMatchObject({
      status: 422,
      body: { code: 'count-must-follow-movements' },
    });
  });

  test('refuses with 422 what a rule forbids, with its values, and writes nothing', async () => {
    const sku = await received(1);
    expect(await reserve(sku, 'o-1', 2)).toMatchObject({
      status: 422,
      body: { code: 'stock-must-suffice', data: { quantity: 2, available: 1 } },
    });
    expect(await end('pick', sku, 'o-1')).toMatchObject({ status: 422, body: { code: 'reservation-must-exist' } });
    expect((await view(sku)).body).toMatchObject({ version: 1 });
  });

  test('needs a product that was received', async () => {
    expect(await reserve('nothing', 'o-1', 1)).toMatchObject({
      status: 404,
      body: { code: 'aggregate-not-found', aggregateId: 'nothing@lisbon' },
    });
  });

  test.each([
    ['lisbon/pen/receipts', { quantity: 0 }, 'quantity'],
    ['lisbon/pen/receipts', { quantity: '2' }, 'quantity'],
    ['lisbon/pen/receipts', { quantity: 1, more: 1 }, 'more'],
    ['lis@bon/pen/receipts', { quantity: 1 }, 'store'],
    [`${'l'.repeat(41)}/pen/receipts`, { quantity: 1 }, 'store'],
    ['lisbon/pen/reservations', { quantity: 1 }, 'orderId'],
    ['lisbon/pen/reservations', { quantity: 1, orderId: '' }, 'orderId'],
    ['lisbon/pen/reservations', { quantity: 1, orderId: 'o-1', expiresAt: 'soon' }, 'expiresAt'],
    ['lisbon/pen/reservations/o-1/pick', { occurredAt: 'soon' }, 'occurredAt'],
    ['lisbon/pen/counts', { counted: -1 }, 'counted'],
  ])('refuses malformed %s (%j) and names the field', async (route, body, field) => {
    const answer = await harbour.post(`/inventory/${route}`, body);
    expect(answer).toMatchObject({ status: 400, body: { code: 'request-invalid', errors: [{ field }] } });
  });

  test('begins a product once, however many receive it first', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => harbour.post('/inventory/lisbon/new/receipts', { quantity: 1 })),
    );
    expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    expect((await view('new')).body).toMatchObject({ onHand: 20, version: 20 });
  });

  test('promises no piece twice, however many ask for the last ones', async () => {
    const sku = await received(10);
    const answers = await Promise.all(Array.from({ length: 40 }, (_, order) => reserve(sku, `o-${order}`, 1)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(answers.filter(({ body }) => body['code'] === 'stock-must-suffice')).toHaveLength(30);
    expect((await view(sku)).body).toMatchObject({ onHand: 10, reserved: 10, available: 0 });
  });

  test('receives once what is sent many times under one key, also the first time', async () => {
    const send = () =>
      harbour.post('/inventory/lisbon/keyed/receipts', { quantity: 3 }, { 'Idempotency-Key': 'delivery-1' });
    const answers = [...(await Promise.all(Array.from({ length: 20 }, send))), await send()];
    for (const { status, body } of answers) expect([status, body]).toEqual([200, answers[0]?.body]);
    expect(answers[0]?.body).toMatchObject({ version: 1, onHand: 3 });
    expect((await view('keyed')).body).toMatchObject({ onHand: 3, version: 1 });
  });

  test('takes only the version that was seen, where one is named', async () => {
    const sku = await received(5);
    await reserve(sku, 'o-1', 1);
    const receive = (seen: string) =>
      harbour.post(`/inventory/lisbon/${sku}/receipts`, { quantity: 1 }, { 'If-Match': seen });
    expect(await receive('"1"')).toMatchObject({ status: 412, body: { code: 'aggregate-outdated' } });
    expect(await receive('"2"')).toMatchObject({ status: 200, body: { onHand: 6 } });
  });
});

describe('A command', () => {
  test('may have been kept as JSON on its way, times included', async () => {
    const sku = await received(5);
    const terms = { expiresAt: '2026-02-01T12:30:00.000Z', occurredAt: '2026-02-01T12:00:00.000Z' };
    const kept = JSON.parse(JSON.stringify(new ReserveStock('lisbon', sku, 'o-1', 2, terms))) as object;
    const asked = Object.assign(Object.create(ReserveStock.prototype) as ReserveStock, kept);
    await harbour.app.get(CommandBus).execute(asked);
    expect((await recorded(`stock-${sku}@lisbon`)).at(-1)).toMatchObject({
      occurredAt: new Date(terms.occurredAt),
      event: { orderId: 'o-1', expiresAt: new Date(terms.expiresAt) },
      metadata: { command: 'reserve-stock' },
    });
  });
});

describe('From within', () => {
  const send = (command: PutBackStock | SettleReservation) => harbour.app.get(CommandBus).execute(command);

  test('what was picked is put back, once, and of what was not nothing is left to do', async () => {
    const sku = await received(5);
    await reserve(sku, 'o-1', 2);
    expect(await send(new PutBackStock('lisbon', sku, 'o-1'))).toMatchObject({ version: 2, onHand: 5, reserved: 2 });
    await end('pick', sku, 'o-1');
    expect(await send(new PutBackStock('lisbon', sku, 'o-1'))).toMatchObject({ version: 4, onHand: 5, reserved: 0 });
    expect(await send(new PutBackStock('lisbon', sku, 'o-1'))).toMatchObject({ version: 4, onHand: 5 });
  });

  test('what has left is picked, unless somebody has done so; what is neither aside nor picked is refused', async () => {
    const sku = await received(5);
    await reserve(sku, 'o-1', 2);
    expect(await send(new SettleReservation('lisbon', sku, 'o-1'))).toMatchObject({ version: 3, onHand: 3 });
    expect(await send(new SettleReservation('lisbon', sku, 'o-1'))).toMatchObject({ version: 3, onHand: 3 });
    await send(new PutBackStock('lisbon', sku, 'o-1'));
    for (const orderId of ['o-1', 'o-2']) {
      const settled = send(new SettleReservation('lisbon', sku, orderId));
      await expect(settled).rejects.toMatchObject({ code: 'reservation-must-exist' });
    }
  });
});

describe('POST /inventory/reconciliations', () => {
  const reconcile = (counts: readonly unknown[], more = {}) =>
    harbour.post('/inventory/reconciliations', { counts, ...more });

  test('lists where a physical count and the books differ, and changes nothing', async () => {
    const [same, fewer, none] = [await received(5), await received(5), `none-${++count}`];
    const counts = [
      { store: 'lisbon', sku: same, counted: 5 },
      { store: 'lisbon', sku: fewer, counted: 3 },
      { store: 'porto', sku: same, counted: 1 },
      { store: 'lisbon', sku: none, counted: 0 },
    ];
    expect(await reconcile(counts)).toMatchObject({
      status: 200,
      body: {
        compared: 4,
        differences: [
          { store: 'lisbon', sku: fewer, counted: 3, onHand: 5, difference: -2 },
          { store: 'porto', sku: same, counted: 1, onHand: 0, difference: 1 },
        ],
      },
    });
    expect((await view(fewer)).body).toMatchObject({ onHand: 5, version: 1 });
  });

  test('compares with the books as they were when it was counted', async () => {
    const sku = `pen-${++count}`;
    const receive = (quantity: number, occurredAt: string) =>
      harbour.post(`/inventory/lisbon/${sku}/receipts`, { quantity, occurredAt });
    await receive(5, '2026-01-10');
    await receive(2, '2026-01-20');
    const counts = [{ store: 'lisbon', sku, counted: 5 }];
    expect((await reconcile(counts, { countedAt: '2026-01-15' })).body).toMatchObject({ differences: [] });
    expect((await reconcile(counts)).body).toMatchObject({ differences: [{ onHand: 7, difference: -2 }] });
  });

  test.each([
    [[], 'counts'],
    [[{ store: 'lisbon', sku: 'pen', counted: -1 }], 'counts.0.counted'],
    [
      [
        { store: 'lisbon', sku: 'pen', counted: 1 },
        { store: 'lisbon', sku: 'pen', counted: 2 },
      ],
      'counts',
    ],
    [[null], 'counts.0'],
  ])('refuses a malformed count %j', async (counts, field) => {
    const answer = await harbour.post('/inventory/reconciliations', { counts });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request-invalid', errors: [{ field }] } });
  });
});

describe('GET /inventory/:store/:sku', () => {
  test('shows what there was at a version, and on a day', async () => {
    const sku = `pen-${++count}`;
    await harbour.post(`/inventory/lisbon/${sku}/receipts`, { quantity: 5, occurredAt: '2026-01-10' });
    await reserve(sku, 'o-1', 2, { occurredAt: '2026-02-10' });
    expect((await view(sku, '?version=1')).body).toMatchObject({ reserved: 0, version: 1 });
    expect((await view(sku, '?occurredBy=2026-01-31')).body).toMatchObject({ available: 5 });
    expect((await view(sku, '?occurredBy=2026-02-10')).body).toMatchObject({ available: 3 });
    expect((await view(sku, '?occurredBy=2025-12-31')).status).toBe(404);
    expect((await view(sku, '?recordedBy=2026-01-31')).status).toBe(404);
  });

  test('is documented with its routes under a tag of its own', async () => {
    const { body } = await harbour.get('/docs-json');
    const paths = body['paths'] as Record<string, Record<string, { readonly tags: readonly string[] }>>;
    const routes = Object.entries(paths).filter(([path]) => path.startsWith('/inventory'));
    expect(routes.map(([path]) => path).sort()).toEqual([
      '/inventory/reconciliations',
      '/inventory/{store}/{sku}',
      '/inventory/{store}/{sku}/counts',
      '/inventory/{store}/{sku}/receipts',
      '/inventory/{store}/{sku}/reservations',
      '/inventory/{store}/{sku}/reservations/{orderId}/expire',
      '/inventory/{store}/{sku}/reservations/{orderId}/pick',
      '/inventory/{store}/{sku}/reservations/{orderId}/release',
    ]);
    for (const [, operations] of routes) {
      for (const { tags } of Object.values(operations)) expect(tags).toEqual(['inventory']);
    }
  });
});
