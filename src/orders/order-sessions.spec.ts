import { EventStore } from '@daybook/event-store';
import { DaybookModule, Projections } from '@daybook/nestjs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { CommandBus, CqrsModule, QueryBus } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { InventoryModule } from '../inventory/inventory.module.js';
import type { OrderView } from './contract/order-view.js';
import { sessions } from './domain/example/random-sessions.js';
import { commandOf } from './example/command-of.js';
import { wrongHistories } from './example/wrong-histories.js';
import { OrdersModule } from './orders.module.js';
import { OrdersByStatus } from './report-orders-by-status/orders-by-status.projection.js';
import type { OrderStep } from './view-history/order-history.js';
import { ViewHistory } from './view-history/view-history.query.js';
import { ViewOrder } from './view-order/view-order.query.js';

type At = ViewHistory['at'];

const count = 60;
const all = { from: 1, limit: 1000 };
let app: INestApplicationContext;
let refused = 0;

/** Sessions as they come from outside: commands over the bus, with the times at which they happened, not always in order. */
beforeAll(async () => {
  const imports = [
    DaybookModule.forRoot({ store: 'memory', run: 'none' }),
    CqrsModule.forRoot(),
    InventoryModule,
    OrdersModule,
  ];
  app = await Test.createTestingModule({ imports, providers: [OrdersByStatus] }).compile();
  await app.init();
  for (const [n, asked] of fc.sample(sessions, count).entries()) {
    let now = Date.UTC(2026, 0, 1);
    for (const { command, hours } of asked) {
      // Some are told late: they happened before what is recorded already.
      now += command.type === 'remove-item' ? -hours * 3_600_000 : hours * 3_600_000;
      const sent = commandOf(`o-${n}`, command, { occurredAt: new Date(now).toISOString() });
      // As it is, and as a saga restores it that has kept it.
      const restored = n % 2 === 0 ? sent : asKept(sent);
      await app.get(CommandBus).execute(restored).catch(countRefused);
    }
  }
});
afterAll(() => app.close());

function asKept<Sent extends object>(command: Sent): Sent {
  const payload = JSON.parse(JSON.stringify(command)) as object;
  return Object.assign(Object.create(Object.getPrototypeOf(command) as object) as Sent, payload);
}

function countRefused(error: unknown): void {
  // A law of the order, or that the id is taken.
  expect(error).toMatchObject({ code: expect.stringMatching(/-must-|^aggregate-already-exists$/) });
  refused++;
}

const view = (orderId: string, at?: At): Promise<OrderView> => app.get(QueryBus).execute(new ViewOrder(orderId, at));
const steps = async (orderId: string, at?: At): Promise<readonly OrderStep[]> =>
  (await app.get(QueryBus).execute(new ViewHistory(orderId, all, at))).steps;
const orders = Array.from({ length: count }, (_, n) => `o-${n}`);

/** That it is what the order is, and was at each of its versions. */
async function isReplay(orderId: string, history: readonly OrderStep[]): Promise<boolean> {
  const versions = history.map(({ version }) => version);
  const views = await Promise.all(versions.map((version) => view(orderId, { version })));
  const { version: last } = await view(orderId);
  const isWhole = isDeepStrictEqual(
    versions,
    Array.from({ length: last }, (_, place) => place + 1),
  );
  return (
    isWhole &&
    isDeepStrictEqual(
      history.map(({ order }) => order),
      views,
    )
  );
}

test('the history of an order replays to what the order is, and was at each version', async () => {
  let replayed = 0;
  for (const orderId of orders) {
    const history = await steps(orderId);
    expect([orderId, await isReplay(orderId, history)]).toEqual([orderId, true]);
    replayed += history.length;
  }
  expect(Math.min(replayed, refused)).toBeGreaterThan(150); // or nothing of interest was asked
});

test.each(Object.entries(wrongHistories))('a history that %s is found out', async (_how, wrong) => {
  const found = await Promise.all(
    orders.map(async (orderId) => !(await isReplay(orderId, wrong(await steps(orderId))))),
  );
  expect(found).toContain(true);
});

test('the history as of a moment replays to what the order was then', async () => {
  for (const orderId of orders) {
    for (const { occurredAt } of await steps(orderId)) {
      const at = { occurredBy: occurredAt };
      // Before it began, an order has no history, whatever else is said to have happened.
      const begun = await view(orderId, at).catch(() => undefined);
      const then = await steps(orderId, at).catch(() => undefined);
      expect(then?.at(-1)?.order).toEqual(begun);
    }
  }
});

test('orders-by-status has each order where it stands', async () => {
  const position = await app.get(EventStore).head();
  const rows = new Map<string, string>();
  for await (const { orderId, status } of app.get(Projections).of(OrdersByStatus).all({ position })) {
    rows.set(orderId, status);
  }
  const stands = await Promise.all(orders.map(async (orderId) => [orderId, (await view(orderId)).status] as const));
  expect(rows).toEqual(new Map(stands));
});
