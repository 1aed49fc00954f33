import 'reflect-metadata';
import { type EventMetadata, On } from '@daybook/domain';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from './example/eventually.js';
import { OrderChanged, OrderPlaced } from './example/orders.js';
import { Deliveries } from './example/postman.js';
import { reactingApplication, type ReactingApplication } from './example/reacting-application.js';
import { Reaction } from './reaction.decorator.js';

@Reaction('shared', { from: 'beginning', segments: 4, concurrency: 2, batchSize: 10 })
class Shared {
  constructor(private readonly deliveries: Deliveries) {}
  @On(OrderPlaced, OrderChanged) async changed(_event: OrderPlaced | OrderChanged, meta: EventMetadata): Promise<void> {
    await this.deliveries.deliver(meta);
  }
}

let database: TestDatabase;
const running: ReactingApplication[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  for (const app of running.splice(0)) await app.close();
  await database.drop();
});

/** Two processes, as far as leases and connections know: applications with pools of their own, which share the work. */
async function startTwo(here: Deliveries, there: Deliveries): Promise<[ReactingApplication, ReactingApplication]> {
  const [one, other] = [await start('one', here), await start('other', there)];
  await eventually(async () => {
    const [status] = await one.subscriptions.status('shared');
    expect(new Set(status?.segments.map(({ owner }) => owner))).toEqual(new Set(['one', 'other']));
  });
  return [one, other];
}

async function start(name: string, deliveries: Deliveries): Promise<ReactingApplication> {
  deliveries.refuse = () => pause(1 + Math.random() * 3);
  const app = await reactingApplication(
    [{ provide: Deliveries, useValue: deliveries }, Shared],
    database.applicationUrl,
    // Longer than the test: what is taken over was given back.
    { migrations: 'check', subscriptions: { name, leaseMs: 60_000, heartbeatMs: 200 } },
  );
  running.push(app);
  return app;
}

async function placeIn(app: ReactingApplication, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await app.orders.create(id, (order) => {
      order.place('ada@example.org');
      for (let n = 0; n < 4; n++) order.change();
    });
  }
}

const idsFrom = (first: number): readonly string[] => Array.from({ length: 30 }, (_, n) => `o-${first + n}`);

describe('A reaction in two processes', () => {
  test('is shared by keys: each event is handled by one of them, once, in order', async () => {
    const [here, there] = [new Deliveries(), new Deliveries()];
    const [one, other] = await startTwo(here, there);
    const ids = idsFrom(0);
    await placeIn(one, ids);
    await eventually(() => expect(here.all.length + there.all.length).toBe(ids.length * 5));
    expect([here.all.length > 0, there.all.length > 0]).toEqual([true, true]);
    for (const id of ids) {
      const [atHere, atThere] = [here.versionsOf(id), there.versionsOf(id)];
      expect([...atHere, ...atThere]).toEqual([1, 2, 3, 4, 5]);
      expect(Math.min(atHere.length, atThere.length)).toBe(0);
    }
    await Promise.all([one.idle(), other.idle()]);
  });

  test('is taken over at once when one of them ends, and nothing is handled twice', async () => {
    const [here, there] = [new Deliveries(), new Deliveries()];
    const [one, other] = await startTwo(here, there);
    const ids = idsFrom(100);
    await placeIn(other, ids);
    running.splice(running.indexOf(one), 1);
    await one.close();
    await eventually(() => expect(here.all.length + there.all.length).toBe(ids.length * 5));
    const all = [...here.all, ...there.all].map(({ eventId }) => eventId);
    expect(new Set(all).size).toBe(all.length);
    for (const id of ids) expect([...here.versionsOf(id), ...there.versionsOf(id)]).toEqual([1, 2, 3, 4, 5]);
  });
});
