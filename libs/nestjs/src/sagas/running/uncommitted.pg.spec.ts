import 'reflect-metadata';
import { EventStore, StoreUnavailable, type SubscriptionStore } from '@daybook/event-store';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { CommandBus } from '@nestjs/cqrs';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from './example/eventually.js';
import { sagaApplication, type SagaApplication } from './example/saga-application.js';
import { TransferSaga } from './example/transfers.js';
import { sendsBeforeTheCommit } from './example/wrong-builds/sends-before-the-commit.js';

let database: TestDatabase;
let app: SagaApplication;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await app.close();
  await database.drop();
});

/** How many batches have failed behind everything that was decided and written. */
let failed = 0;
/** Whether they do. */
let fails = true;

function failAtCommits(store: EventStore): void {
  const { subscriptions } = store;
  const commit: SubscriptionStore['commit'] = (lease, work) =>
    subscriptions.commit(lease, async (manager) => {
      const progress = await work(manager);
      if (fails && lease.subscription === 'saga:transfer') {
        failed++;
        throw new StoreUnavailable('committing', new Error('A cable was pulled.'));
      }
      return progress;
    });
  const failing = new Proxy(subscriptions, {
    get: (its, name) => {
      if (name === 'commit') return commit;
      const found: unknown = Reflect.get(its, name, its);
      return typeof found === 'function' ? (found.bind(its) as unknown) : found;
    },
  });
  Object.defineProperty(store, 'subscriptions', { value: failing });
}

async function start(wrong?: (store: EventStore, bus: CommandBus) => void): Promise<void> {
  [failed, fails] = [0, true];
  const meddle = {
    provide: 'meddling',
    inject: [EventStore, CommandBus],
    useFactory: (store: EventStore, bus: CommandBus) => {
      failAtCommits(store);
      wrong?.(store, bus);
    },
  };
  app = await sagaApplication([TransferSaga], database.applicationUrl, { providers: [meddle] });
  for (const id of ['a', 'b']) await app.purses.create(id, (purse) => purse.fill(100));
  await app.transfers.create('t-1', (transfer) => transfer.ask('a', 'b', 10));
  await eventually(() => expect(failed).toBeGreaterThan(2));
  await pause(50);
}

test('nothing is sent of what was decided, until that is committed', async () => {
  await start();
  expect(app.till.came).toEqual([]);
  expect(await app.show('t-1')).toBeUndefined();
  fails = false;
  await app.idle();
  expect([await app.amountOf('a'), await app.amountOf('b')]).toEqual([90, 110]);
});

test('who sends it before has effects that nobody has decided', async () => {
  await start(sendsBeforeTheCommit);
  expect(await app.show('t-1')).toBeUndefined();
  expect(await app.amountOf('a')).toBeLessThan(100);
});
