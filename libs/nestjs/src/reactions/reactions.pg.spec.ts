import 'reflect-metadata';
import { TryAgainLater } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from './example/eventually.js';
import { Deliveries, Postman, QuickPostman } from './example/postman.js';
import { reactingApplication, type ReactingApplication } from './example/reacting-application.js';

let database: TestDatabase;
let app: ReactingApplication | undefined;
let deliveries: Deliveries;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await app?.close();
  app = undefined;
  await database.drop();
});

/** Starts the application with one of the postmen, or with none. */
async function start(reaction?: new (deliveries: Deliveries) => object): Promise<ReactingApplication> {
  deliveries = new Deliveries();
  const providers = [{ provide: Deliveries, useValue: deliveries }, ...(reaction === undefined ? [] : [reaction])];
  app = await reactingApplication(providers, database.applicationUrl, { migrations: 'check' });
  return app;
}

let orders = 0;
async function place(changes = 0, id = `o-${++orders}`): Promise<string> {
  await app?.orders.create(id, (order) => {
    order.place('ada@example.org');
    for (let n = 0; n < changes; n++) order.change();
  });
  return id;
}

describe('A reaction', () => {
  test('does not see what was before it, and sees each event that follows once, in order', async () => {
    await start();
    const before = await place(3);
    await app?.close();
    await start(Postman);
    const [one, other] = [await place(2), await place(1)];
    await app?.idle();
    expect(deliveries.versionsOf(before)).toEqual([]);
    expect(deliveries.all.map(({ aggregateId, version }) => [aggregateId, version])).toEqual([
      [one, 1],
      [one, 2],
      [one, 3],
      [other, 1],
      [other, 2],
    ]);
  });

  test('begins with the first event of all, if it is told to, and goes on from its checkpoint', async () => {
    await start();
    const before = await place(2);
    await app?.close();
    await start(QuickPostman);
    await app?.idle();
    expect(deliveries.versionsOf(before)).toEqual([1, 2, 3]);
    await app?.close();
    await start(QuickPostman);
    await place();
    await app?.idle();
    expect(deliveries.all).toHaveLength(1);
  });

  test('handles one event at a time, unless it is told how many; those of one stream never', async () => {
    await start(Postman);
    deliveries.refuse = () => pause(2);
    for (let n = 0; n < 5; n++) await place(2);
    await app?.idle();
    expect(deliveries.atATime).toBe(1);
    const positions = deliveries.all.map(({ position }) => position);
    expect(positions).toEqual(positions.toSorted((a, b) => a - b));
    await app?.close();

    await start(QuickPostman);
    deliveries.refuse = () => pause(Math.random() * 20);
    const placed = await Promise.all(Array.from({ length: 20 }, () => place(4)));
    await app?.idle();
    expect(deliveries.atATime).toBe(5);
    for (const id of placed) expect(deliveries.versionsOf(id)).toEqual([1, 2, 3, 4, 5]);
  });

  test('parks what it cannot handle with the later ones of its key; the others flow, each once', async () => {
    await start(Postman);
    deliveries.refuse = ({ aggregateId, version }) => {
      if (aggregateId === poisoned && version === 2) throw new Error('The address is not to be read.');
    };
    const poisoned = 'o-poisoned';
    await place(2, poisoned);
    const others = [await place(1), await place(1)];
    await app?.idle();
    await app?.orders.update(poisoned, (order) => order.change());
    await app?.idle();
    expect(deliveries.versionsOf(poisoned)).toEqual([1]);
    for (const id of others) expect(deliveries.versionsOf(id)).toEqual([1, 2]);
    expect(await app?.parked('postman')).toMatchObject([
      { key: `order-${poisoned}`, failure: 'Error: The address is not to be read.', attempts: 2 },
      { key: `order-${poisoned}`, failure: undefined, attempts: 0 },
      { key: `order-${poisoned}`, failure: undefined, attempts: 0 },
    ]);

    // Not mended yet.
    expect(await app?.subscriptions.retry('postman')).toBe(3);
    await eventually(async () => expect((await app?.parked('postman'))?.[0]).toMatchObject({ attempts: 3 }));
    expect(deliveries.versionsOf(poisoned)).toEqual([1]);

    deliveries.refuse = () => undefined;
    await app?.subscriptions.retry('postman', { key: `order-${poisoned}` });
    await eventually(async () => expect(await app?.parked('postman')).toEqual([]));
    expect(deliveries.versionsOf(poisoned)).toEqual([1, 2, 3, 4]);
    await app?.orders.update(poisoned, (order) => order.change());
    await app?.idle();
    expect(deliveries.versionsOf(poisoned)).toEqual([1, 2, 3, 4, 5]);
  });

  test('gives up what is dropped, on record, and handles what waited behind it when that is retried', async () => {
    await start(Postman);
    const id = await place(2);
    deliveries.refuse = ({ version }) => {
      if (version === 2) throw new Error('poisoned');
    };
    await app?.idle();
    const [first] = (await app?.parked('postman')) ?? [];
    const selection = { key: `order-${id}`, position: first?.position };
    expect(await app?.subscriptions.drop('postman', selection, 'sent by hand', 'ada')).toBe(1);
    expect(await app?.subscriptions.dropped('postman')).toMatchObject([
      { position: first?.position, reason: 'sent by hand', droppedBy: 'ada', failure: 'Error: poisoned' },
    ]);
    await app?.subscriptions.retry('postman');
    await eventually(async () => expect(await app?.parked('postman')).toEqual([]));
    expect(deliveries.versionsOf(id)).toEqual([1, 3]);
  });

  test('waits for what is away for a while, and parks nothing for it', async () => {
    await start(Postman);
    let isAway = true;
    deliveries.refuse = () => {
      if (isAway) throw new TryAgainLater('The post office is closed.');
    };
    const id = await place(1);
    await eventually(async () => {
      const [status] = (await app?.subscriptions.status('postman')) ?? [];
      expect(status?.segments[0]?.failure).toContain('The post office is closed.');
    });
    expect(await app?.parked('postman')).toEqual([]);
    isAway = false;
    await app?.idle();
    expect(deliveries.versionsOf(id)).toEqual([1, 2]);
  });

  test('that is ended lets the event under way end, which does not come again', async () => {
    await start(QuickPostman);
    deliveries.refuse = () => pause(300);
    const id = await place(2);
    await eventually(() => expect(deliveries.underWay).toBe(1));
    await app?.close();
    expect(deliveries.versionsOf(id)).toEqual([1]);
    await start(QuickPostman);
    await app?.idle();
    expect(deliveries.versionsOf(id)).toEqual([2, 3]);
  });

  test('runs where the process runs reactions, and nowhere else', async () => {
    deliveries = new Deliveries();
    const providers = [{ provide: Deliveries, useValue: deliveries }, QuickPostman];
    app = await reactingApplication(providers, database.applicationUrl, { migrations: 'check', run: ['projections'] });
    const id = await place();
    await app.idle();
    await pause(200);
    expect(deliveries.all).toEqual([]);
    await app.close();
    app = await reactingApplication(providers, database.applicationUrl, { migrations: 'check', run: ['reactions'] });
    await app.idle();
    expect(deliveries.versionsOf(id)).toEqual([1]);
  });
});
