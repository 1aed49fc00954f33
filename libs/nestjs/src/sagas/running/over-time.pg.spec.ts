import 'reflect-metadata';
import { createTestDatabase, type TestDatabase } from '@daybook/testing';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { SagaInstance } from '../saga-instance.js';
import { Saga } from '../saga.decorator.js';
import { StartsOn } from '../starts-on.decorator.js';
import { eventually } from './example/eventually.js';
import { overTimeScenarios } from './example/over-time.scenarios.js';
import { CreditPurse } from './example/purses.js';
import { sagaApplication, type SagaApplication, type SagaApplicationOptions } from './example/saga-application.js';
import { TransferAsked, Transferring } from './example/transfers.js';

overTimeScenarios('on PostgreSQL', async () => {
  const database = await createTestDatabase();
  return { url: database.applicationUrl, drop: () => database.drop() };
});

/** Pays for each transfer, and has no end: what it asked for last is never made out of date by another fact. */
@Saga('paying', { from: 'beginning' })
class Paying extends SagaInstance<{ paid?: number }> {
  @StartsOn(TransferAsked, (_event, meta) => meta.aggregateId) asked({ amount }: TransferAsked): void {
    this.state.paid = (this.state.paid ?? 0) + amount;
    this.send(new CreditPurse('a', amount, this.key));
  }
}

@Saga('transfer', { retry: { attempts: 3, firstMs: 1, longestMs: 1 } })
class Careful extends Transferring {}

const subscription = 'saga:paying';
let database: TestDatabase;
let owner: DataSource;
const running: SagaApplication[] = [];

beforeEach(async () => {
  database = await createTestDatabase();
  owner = await new DataSource({ type: 'postgres', url: database.url }).initialize();
});
afterEach(async () => {
  for (const app of running.splice(0)) await app.close();
  await owner.destroy();
  await database.drop();
});

async function start(options: SagaApplicationOptions = {}, saga: typeof Paying | typeof Careful = Paying) {
  const subscriptions = { heartbeatMs: 100, stopWithinMs: 400 };
  const app = await sagaApplication([saga], database.applicationUrl, { subscriptions, ...options });
  running.push(app);
  return app;
}

/** Three transfers are paid for; then the saga's subscription is put on record anew, from the beginning of the log. */
async function beginningAnew(between: () => Promise<unknown> = async () => undefined): Promise<SagaApplication> {
  const app = await start();
  await app.purses.create('a', (purse) => purse.fill(0));
  for (const id of ['t-1', 't-2', 't-3']) await app.transfers.create(id, (transfer) => transfer.ask('a', 'a', 10));
  await app.idle();
  expect(await app.amountOf('a')).toBe(30);
  const { subscriptions } = app.store;
  expect(await subscriptions.remove(subscription)).toBe(true);
  await between();
  // By hand, so that it is this process, which has caught up long ago, that reads the log once more.
  await subscriptions.register([{ name: subscription, kind: 'saga', types: ['transfer.asked'], segments: 1, from: 0 }]);
  const head = await app.store.head();
  await eventually(async () => {
    const [status] = await subscriptions.status(subscription);
    expect(status?.position).toBeGreaterThanOrEqual(head);
    const reader = { saga: 'paying', subscription };
    const known = await app.sagas.history.known(reader, undefined);
    expect(known).toMatchObject({ effectsFrom: head, hasCaughtUp: true });
  });
  await app.transfers.create('t-4', (transfer) => transfer.ask('a', 'a', 5));
  await eventually(async () => expect((await app.show('t-4', 'paying'))?.steps[0]?.status).toBe('done'));
  return app;
}

test('a saga that reads the log once more, in a process that has caught up long ago, repeats no effect', async () => {
  const app = await beginningAnew();
  expect([await app.amountOf('a'), app.till.came.length]).toEqual([35, 4]);
  const shown = await app.show('t-1', 'paying');
  expect([shown?.record.state, shown?.steps.length]).toEqual([{ paid: 10 }, 1]);
});

test('where it is not known what instances have heard, what they asked for last is sent once more', async () => {
  const app = await beginningAnew(() =>
    owner.query('UPDATE daybook.saga_instances SET heard_to = 0, started_position = 0'),
  );
  expect([await app.amountOf('a'), app.till.came.length]).toEqual([65, 7]);
});

test('a saga stays paused over restarts, and then goes on with what has waited', async () => {
  const first = await start();
  await first.purses.create('a', (purse) => purse.fill(0));
  await first.idle();
  await first.store.subscriptions.pause(subscription, 'the bank moves');
  await first.close();
  running.splice(0);
  // Left by a process that did not know of the pause.
  await owner.query(`
    INSERT INTO daybook.saga_instances (saga, key, version, status, state, correlation_id, metadata, started_by,
      started_position, started_at, changed_at, steps, turns, next_step, next_at)
    VALUES ('paying', 't-0', 1, 'running', '{}', 'c-0', '{}', gen_random_uuid(), 0, now(), now(), 1, 1, 1, now())`);
  await owner.query(`
    INSERT INTO daybook.saga_steps (saga, key, number, turn, kind, type, payload, status, cause, decided_at)
    VALUES ('paying', 't-0', 1, 1, 'command', 'credit-purse', '{"purse":"a","amount":7,"transfer":"t-0"}', 'due',
      '{"operator":"ann"}', now())`);
  const app = await start();
  await app.transfers.create('t-1', (transfer) => transfer.ask('a', 'a', 10));
  await pause(2_000);
  expect([app.till.came, await app.show('t-1', 'paying')]).toEqual([[], undefined]);
  await app.store.subscriptions.resume(subscription);
  await eventually(async () => expect(await app.amountOf('a')).toBe(17));
});

test('how often a step has failed outlives the process: one that dies at each attempt does not try for ever', async () => {
  let attempts = 0;
  for (let n = 0; n < 3; n++) {
    const app = await start({}, Careful);
    let failed = false;
    app.till.before = () => {
      if (failed) return new Promise(() => undefined);
      failed = true;
      attempts++;
      throw new Error('away');
    };
    if (n === 0) {
      await app.purses.create('a', (purse) => purse.fill(100));
      await app.transfers.create('t-1', (transfer) => transfer.ask('a', 'nowhere', 10));
    }
    await eventually(async () => {
      const shown = await app.show('t-1');
      expect(shown?.steps[0]).toMatchObject({ type: 'debit-purse', failures: n + 1 });
    });
    // As if it had died: what hangs is given up, and its claim runs out.
    running.splice(0);
    await owner.query(`UPDATE daybook.saga_instances SET claim = NULL, claimed_by = NULL, claimed_step = NULL,
      claimed_until = NULL, next_at = CASE WHEN next_step IS NULL THEN NULL ELSE now() + interval '1 hour' END`);
    await app.close();
    await owner.query('UPDATE daybook.saga_instances SET next_at = now() WHERE next_at IS NOT NULL');
  }
  expect(attempts).toBe(3);
  const stuck: unknown = await owner.query('SELECT failure FROM daybook.saga_instances');
  expect(stuck).toEqual([{ failure: 'Error: away' }]);
});
