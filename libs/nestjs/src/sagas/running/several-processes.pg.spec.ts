import 'reflect-metadata';
import { ManualClock } from '@daybook/domain';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from './example/eventually.js';
import { CreditPurse } from './example/purses.js';
import { sagaApplication, type SagaApplication } from './example/saga-application.js';
import type { SagaClass } from '../saga-options.js';
import { Saga } from '../saga.decorator.js';
import { TransferSaga, Transferring } from './example/transfers.js';

/** Of which instances the deadline has fired, whichever process it was. */
const fired: string[] = [];

@Saga('transfer', { retry: { attempts: 3, firstMs: 5, longestMs: 20 } })
class Noted extends Transferring {
  override late(): void {
    fired.push(this.key);
    super.late();
  }
}

let database: TestDatabase;
const running: SagaApplication[] = [];
const clock = new ManualClock();

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  for (const app of running.splice(0)) await app.close();
  await database.drop();
});

/** As far as claims and connections know, a process. */
async function start(name: string, saga: SagaClass): Promise<SagaApplication> {
  // Longer than the test: what is taken over was given back.
  const subscriptions = { name, leaseMs: 60_000, heartbeatMs: 200, stopWithinMs: 2_000 };
  const app = await sagaApplication([saga], database.applicationUrl, { clock, subscriptions, poolSize: 5 });
  running.push(app);
  return app;
}

async function startTwo(saga: SagaClass = TransferSaga): Promise<[SagaApplication, SagaApplication]> {
  const two: [SagaApplication, SagaApplication] = [await start('one', saga), await start('other', saga)];
  for (const id of ['a', 'b']) await two[0].purses.create(id, (purse) => purse.fill(100));
  return two;
}

test('two processes share the steps, each of which is sent by one of them', async () => {
  const [one, other] = await startTwo();
  for (const { till } of [one, other]) till.before = () => pause(20);
  for (let n = 0; n < 40; n++) await one.transfers.create(`t-${n}`, (transfer) => transfer.ask('a', 'b', 1));
  await Promise.all([one.idle(30_000), other.idle(30_000)]);
  expect([await one.amountOf('a'), await one.amountOf('b')]).toEqual([60, 140]);
  expect(one.till.came.length + other.till.came.length).toBe(80);
  expect(Math.min(one.till.came.length, other.till.came.length)).toBeGreaterThan(0);
});

test('one that ends leaves nothing claimed: the other goes on at once', async () => {
  const [one, other] = await startTwo();
  for (const { till } of [one, other]) till.before = () => pause(50);
  for (let n = 0; n < 20; n++) await other.transfers.create(`t-${n}`, (transfer) => transfer.ask('a', 'b', 1));
  await eventually(() => expect(one.till.came.length + other.till.came.length).toBeGreaterThan(3));
  running.splice(running.indexOf(one), 1);
  await one.close();
  const begunThere = one.till.came.length;
  await other.idle(30_000);
  expect(await other.amountOf('b')).toBe(120);
  expect(one.till.came).toHaveLength(begunThere);
  expect(one.till.came.length + other.till.came.length).toBe(40);
});

test('the deadline of an instance that is stuck waits for an operator; nothing is lost of either', async () => {
  const [one, other] = await startTwo();
  for (const { till } of [one, other]) {
    till.before = (command) => {
      if (command instanceof CreditPurse && command.purse === 'b') throw new Error('away');
    };
  }
  const ids = Array.from({ length: 6 }, (_, n) => `t-${n}`);
  for (const id of ids) {
    await one.transfers.create(id, (transfer) => transfer.ask('a', 'b', 1));
  }
  await Promise.all([one.idle(30_000), other.idle(30_000)]);
  // They are stuck, and wait for an operator: so do their deadlines.
  clock.advance(31 * 60_000);
  await pause(700);
  for (const id of ids) expect((await one.show(id))?.deadlines).toHaveLength(1);
  for (const { till } of [one, other]) till.before = () => undefined;
  for (const key of ids) {
    await one.sagas.change({ saga: 'transfer', key }, async (held) => ({
      change: held && {
        ...held,
        record: { ...held.record, failure: undefined, stuckAt: undefined },
        steps: [],
        moved: [],
        deadlines: [],
        over: [],
      },
      result: undefined,
    }));
  }
  await Promise.all([one.idle(30_000), other.idle(30_000)]);
  // Whatever came first, the deadline or the command: it is one of the two for each, and the money is somewhere.
  const shown = await Promise.all(ids.map(async (id) => one.show(id)));
  for (const its of shown)
    expect(its?.record).toMatchObject({ status: expect.stringMatching(/^comp/), failure: undefined });
  expect((await one.amountOf('a')) + (await one.amountOf('b'))).toBe(200);
  expect(shown.flatMap((its) => its?.deadlines)).toEqual([]);
});

test('a deadline that both have found fires once, in the order in which they fell due', async () => {
  const [one, other] = await startTwo(Noted);
  for (const { till } of [one, other]) till.before = () => new Promise(() => undefined);
  const ids = Array.from({ length: 6 }, (_, n) => `t-${n}`);
  for (const id of ids) {
    await one.transfers.create(id, (transfer) => transfer.ask('a', 'b', 1));
    await eventually(async () => expect((await one.show(id))?.deadlines).toHaveLength(1));
    clock.advance(1_000);
  }
  clock.advance(31 * 60_000);
  const begun = performance.now();
  await eventually(async () => {
    for (const id of ids)
      expect((await one.show(id))?.record).toMatchObject({ status: 'compensating', reason: 'late' });
  });
  expect(performance.now() - begun).toBeLessThan(20_000);
  expect(fired).toEqual(ids);
});
