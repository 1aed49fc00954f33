import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { RunningHarbour } from '../../test/journeys/running-harbour.js';

let harbour: RunningHarbour;

const pens = { store: 'lisbon', sku: 'pen', quantity: 2, priceMinor: 1000, freightMinor: 100 };

beforeAll(async () => {
  // Nobody but those who ask does anything with an order here.
  harbour = await RunningHarbour.start(undefined, undefined, { run: 'none' });
  const on = (day: string) => ({ occurredAt: `2026-01-${day}` });
  await harbour.post(
    '/orders',
    { orderId: 'o', customerId: 'c-1', currency: 'EUR', ...on('01') },
    { 'X-Actor': 'ann' },
  );
  await harbour.post('/orders/o/items', { ...pens, ...on('05') });
  // Recorded later, and happened earlier.
  await harbour.post('/orders/o/items', { ...pens, sku: 'book', ...on('03') });
  await harbour.post('/orders/o/removals', { store: 'lisbon', sku: 'pen', quantity: 1, ...on('06') });
  await harbour.post('/orders/o/submit', on('07'));
});
afterAll(() => harbour.stop());

interface Step {
  readonly version: number;
  readonly type: string;
  readonly recordedAt: string;
  readonly order: { readonly status: string; readonly version: number };
}

async function history(query = ''): Promise<{ readonly steps: readonly Step[]; readonly nextFrom: number | null }> {
  const { status, body } = await harbour.get(`/orders/o/history${query}`);
  expect(status).toBe(200);
  return body as never;
}
const versions = async (query: string) => (await history(query)).steps.map(({ version }) => version);

describe('GET /orders/:id/history', () => {
  test('replays the session event by event, each with the order as it has left it', async () => {
    const { steps, nextFrom } = await history();
    expect(nextFrom).toBeNull();
    expect(
      steps.map(({ type, order }) => [type, order.status, (order as never as { totalMinor: number }).totalMinor]),
    ).toEqual([
      ['order.begun', 'cart', 0],
      ['order.item-added', 'cart', 2200],
      ['order.item-added', 'cart', 4400],
      ['order.item-removed', 'cart', 3300],
      ['order.submitted', 'submitted', 3300],
    ]);
    expect(steps[1]).toMatchObject({
      eventId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      schemaVersion: 1,
      version: 2,
      position: expect.any(Number),
      data: pens,
      metadata: { command: 'add-item-to-order', correlationId: expect.any(String) },
      occurredAt: '2026-01-05T00:00:00.000Z',
      order: { lines: [pens], version: 2 },
    });
    expect(steps[0]).toMatchObject({ metadata: { actor: 'ann' } });
  });

  test('says at each step what the order is at that version', async () => {
    for (const { version, order } of (await history()).steps) {
      expect((await harbour.get(`/orders/o?version=${version}`)).body).toEqual(order);
    }
  });

  test('ends where the past ends that is asked about, as the order then was', async () => {
    expect(await versions('?version=3')).toEqual([1, 2, 3]);
    expect(await versions('?occurredBy=2026-01-04')).toEqual([1, 3]);
    expect(await versions('?occurredBy=2026-01-05')).toEqual([1, 2, 3]);
    const third = (await history()).steps[2];
    expect((await versions(`?recordedBy=${third?.recordedAt}`)).slice(0, 3)).toEqual([1, 2, 3]);
    for (const query of ['?version=3', '?occurredBy=2026-01-04', '?occurredBy=2026-01-06', '?recordedBy=9999-12-31']) {
      expect((await harbour.get(`/orders/o${query}`)).body).toEqual((await history(query)).steps.at(-1)?.order);
    }
  });

  test('goes page by page, and each page knows what was before', async () => {
    const whole = await history();
    expect(await history('?limit=2')).toMatchObject({ steps: whole.steps.slice(0, 2), nextFrom: 3 });
    expect(await history('?from=3&limit=2')).toMatchObject({ steps: whole.steps.slice(2, 4), nextFrom: 5 });
    expect(await history('?from=5&limit=2')).toMatchObject({ steps: whole.steps.slice(4), nextFrom: null });
    expect(await history('?from=6')).toMatchObject({ steps: [], nextFrom: null });
    expect(await history('?occurredBy=2026-01-04&limit=1')).toMatchObject({
      steps: whole.steps.slice(0, 1),
      nextFrom: 3,
    });
  });

  test.each(['?version=6', '?occurredBy=2025-12-31', '?recordedBy=2025-12-31'])(
    'is 404 for a past that the order does not have: %s',
    async (query) => {
      expect(await harbour.get(`/orders/o/history${query}`)).toMatchObject({
        status: 404,
        body: { code: 'aggregate-not-found' },
      });
    },
  );

  test.each([
    ['?version=0', 'version'],
    ['?version=1&occurredBy=2026-01-01', 'version'],
    ['?limit=1001', 'limit'],
    ['?from=0', 'from'],
    ['?page=2', 'page'],
  ])('refuses %s, and names the field', async (query, field) => {
    const { status, body } = await harbour.get(`/orders/o/history${query}`);
    expect([status, body['errors']]).toMatchObject([400, expect.arrayContaining([expect.objectContaining({ field })])]);
  });
});
