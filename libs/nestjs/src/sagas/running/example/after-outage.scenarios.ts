import 'reflect-metadata';
import type { SagaStore } from '@daybook/event-store';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { OnDeadline } from '../../on-deadline.decorator.js';
import { SagaInstance } from '../../saga-instance.js';
import { Saga } from '../../saga.decorator.js';
import type { SagaClass } from '../../saga-options.js';
import { StartsOn } from '../../starts-on.decorator.js';
import { drive, type Driving, type DrivingOptions } from './driving.js';
import { eventually } from './eventually.js';
import type { Place } from './place.js';
import { PurseCredited } from './purses.js';
import { sagaApplication, type SagaApplication } from './saga-application.js';
import { TransferAsked, TransferSaga, Transferring } from './transfers.js';
import { firesFirst } from './wrong-builds/fires-first.js';

/** Another saga of the same application, with a reader of its own. */
@Saga('reminding')
class Reminding extends SagaInstance {
  @StartsOn(TransferAsked, (_event, meta) => meta.aggregateId) asked(): void {
    this.deadline('over', '30m');
  }
  @OnDeadline('over') over(): void {
    this.complete();
  }
}

/** Cannot hear that the money has arrived. */
@Saga('transfer', { retry: { attempts: 1, firstMs: 1, longestMs: 1 } })
class Deaf extends Transferring {
  override credited(_event: PurseCredited): void {
    throw new Error('It is out of order.');
  }
}

const subscription = 'saga:transfer';
/** Many times the pause between two looks. */
const aWhileMs = 400;

/** What holds of deadlines that have fallen due while nobody drove their saga, wherever it is kept. */
export function afterOutageScenarios(where: string, place: () => Promise<Place>): void {
  let its: Place;
  let app: SagaApplication;
  const driving: Driving[] = [];
  /** The saga whose readers are slow: they come no further until it is undefined. */
  let slow: string | undefined;

  function slowDown(sagas: SagaStore): void {
    const held = sagas.held.bind(sagas);
    sagas.held = async (addresses, ...more) => {
      while (addresses.some(({ saga }) => saga === slow)) await pause(5);
      return held(addresses, ...more);
    };
  }

  async function start(classes: readonly SagaClass[] = [TransferSaga], options: DrivingOptions = {}): Promise<Driving> {
    const process = await drive(app, classes, options);
    driving.push(process);
    return process;
  }

  /** As an outage of the whole application has it. */
  async function stopAll(): Promise<void> {
    for (const process of driving.splice(0)) await process.stop();
  }

  /** Asked for, and heard of: if the money does not arrive within half an hour, it is called off. */
  async function asked(id = 't-1', saga = 'transfer'): Promise<void> {
    await app.transfers.create(id, (transfer) => transfer.ask('a', 'b', 10));
    await eventually(async () => expect((await app.show(id, saga))?.deadlines).toHaveLength(1));
  }

  const arrives = (id = 't-1'): Promise<unknown> => app.purses.update('b', (purse) => purse.credit(10, id));
  const statusOf = async (id = 't-1', saga = 'transfer') => (await app.show(id, saga))?.record.status;
  const halfAnHour = (): void => app.clock.advance(31 * 60_000);
  const words = ({ notices }: Driving): readonly string[] => notices.map(({ word }) => word);

  /** The money has arrived in time, and was heard of before anything was called off. */
  async function isCompleted(id = 't-1'): Promise<void> {
    await eventually(async () => expect(await statusOf(id)).toBe('completed'));
    expect((await app.show(id))?.record.state).not.toHaveProperty('why');
  }

  describe(`After an outage of sagas ${where},`, () => {
    beforeEach(async () => {
      its = await place();
      slow = undefined;
      app = await sagaApplication([TransferSaga, Reminding], its.url, { run: 'none' });
      slowDown(app.sagas);
      for (const id of ['a', 'b']) await app.purses.create(id, (purse) => purse.fill(100));
    });
    afterEach(async () => {
      slow = undefined;
      await stopAll();
      await app.close();
      await its.drop();
    });

    /** The money arrives while nobody is there; half an hour later somebody is, whose readers take their time. */
    async function restarted(options: DrivingOptions = {}, classes?: readonly SagaClass[]): Promise<Driving> {
      await start(classes);
      await asked();
      await stopAll();
      await arrives();
      halfAnHour();
      slow = 'transfer';
      return start(classes, options);
    }

    test('what is in the log already is heard before a deadline that fell due meanwhile fires', async () => {
      await restarted();
      await pause(aWhileMs);
      expect(await statusOf()).toBe('running');
      slow = undefined;
      await isCompleted();
    });

    test('who fires at once calls off what was answered in time', async () => {
      await restarted({ meddle: firesFirst });
      await eventually(async () => expect(await statusOf()).toMatch(/^compensat/));
      expect((await app.show('t-1'))?.record.state).toMatchObject({ why: 'late' });
    });

    test('a deadline that nothing in the log has met fires once the readers have seen that', async () => {
      await start();
      await asked();
      await stopAll();
      // Of no concern to the saga.
      await app.purses.create('c', (purse) => purse.fill(1));
      halfAnHour();
      const begun = performance.now();
      await start();
      await eventually(async () => expect(await statusOf()).toMatch(/^compensat/));
      expect(performance.now() - begun).toBeLessThan(5_000);
      expect((await app.show('t-1'))?.record.state).toMatchObject({ why: 'late' });
    });

    test('which was a pause, the same holds when it is resumed', async () => {
      const { runner } = await start();
      await asked();
      await app.store.subscriptions.pause(subscription, 'the bank moves');
      await eventually(() => expect(runner.isPaused(subscription)).toBe(true));
      await arrives();
      halfAnHour();
      slow = 'transfer';
      await app.store.subscriptions.resume(subscription);
      await eventually(() => expect(runner.isPaused(subscription)).toBe(false));
      await pause(aWhileMs);
      expect(await statusOf()).toBe('running');
      slow = undefined;
      await isCompleted();
    });

    test('in which the process stood still for longer than its lease, the same holds when it goes on', async () => {
      await start();
      await asked();
      const { subscriptions } = app.store;
      const beat = subscriptions.beat.bind(subscriptions);
      let isCut = true;
      subscriptions.beat = async (heartbeat) => {
        if (isCut) throw new Error('A cable was pulled.');
        return beat(heartbeat);
      };
      await pause(1_000);
      await arrives();
      halfAnHour();
      slow = 'transfer';
      await pause(aWhileMs);
      expect(await statusOf()).toBe('running');
      isCut = false;
      await pause(aWhileMs);
      expect(await statusOf()).toBe('running');
      slow = undefined;
      await isCompleted();
    });

    test('the deadlines of one saga are held back by no other one', async () => {
      const both = [TransferSaga, Reminding];
      await start(both);
      await asked();
      await asked('t-2', 'reminding');
      await stopAll();
      await arrives();
      halfAnHour();
      slow = 'transfer';
      await start(both);
      await eventually(async () => expect(await statusOf('t-2', 'reminding')).toBe('completed'));
      expect(await statusOf()).toBe('running');
      slow = undefined;
      await isCompleted();
    });

    test('a reader that does not come on in another process is waited for, and told of once', async () => {
      const first = await restarted({ name: 'first', toldAfterMs: 200 });
      await eventually(() => expect(first.runner.consumers[0]?.segments).toHaveLength(1));
      const second = await start(undefined, { name: 'second', toldAfterMs: 200 });
      await eventually(() => expect(words(first)).toContain('deadlines-wait'));
      await eventually(() => expect(words(second)).toContain('deadlines-wait'));
      await pause(aWhileMs);
      expect(await statusOf()).toBe('running');
      slow = undefined;
      await isCompleted();
      await eventually(() => expect(words(first)).toContain('deadlines-go-on'));
      await eventually(() => expect(words(second)).toContain('deadlines-go-on'));
      expect(words(first).filter((word) => word === 'deadlines-wait')).toHaveLength(1);
    });

    test('a saga whose reader has stopped by itself waits until it is resumed', async () => {
      const { runner } = await start();
      await asked();
      const { subscriptions } = app.store;
      const [{ segments } = { segments: [] }] = runner.consumers;
      const [{ epoch, position } = { epoch: 0, position: 0 }] = segments;
      const lease = { subscription, segment: 0, segments: 1, owner: runner.id, epoch, position };
      await subscriptions.stop(lease, 'too much is parked');
      await eventually(() => expect(runner.readingOf(subscription)?.goesOn).toBe(false));
      await arrives();
      halfAnHour();
      await pause(aWhileMs);
      expect(await statusOf()).toBe('running');
      slow = 'transfer';
      await subscriptions.resume(subscription);
      await pause(aWhileMs);
      expect(await statusOf()).toBe('running');
      slow = undefined;
      await isCompleted();
    });

    test('an event that is parked holds no deadline back: it fires, as it would have without the outage', async () => {
      await start([Deaf]);
      await asked();
      await asked('t-2');
      await stopAll();
      await arrives();
      halfAnHour();
      await start([Deaf]);
      await eventually(async () => expect(await statusOf('t-2')).toMatch(/^compensat/));
      await eventually(async () => expect(await statusOf()).toMatch(/^compensat/));
      const [status] = await app.store.subscriptions.status(subscription);
      expect(status?.parkedKeys).toBe(1);
    });

    test('nothing is idle while deadlines wait', async () => {
      const { loops } = await restarted();
      await expect(loops.whenIdle(300)).rejects.toThrow(/"transfer" has not heard yet what is in the log/);
      slow = undefined;
      await loops.whenIdle(30_000);
      await isCompleted();
    });
  });
}
