import 'reflect-metadata';
import { EventTypeRegistry } from '@daybook/event-store';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../../running/example/eventually.js';
import { TransferHurried } from '../../running/example/transfers.js';
import { SagaInstance } from '../../saga-instance.js';
import { SagaRegistry } from '../../saga-registry.js';
import { Saga } from '../../saga.decorator.js';
import { StartsOn } from '../../starts-on.decorator.js';
import { SagaOperations } from '../saga-operations.js';
import { addressOf, OperatedPlace, type Place, t1 } from './operated-place.js';
import { askFor, stuck, withPagesOf } from './operated-sagas.js';

/** Stumbles over every event, until it is mended; stops when much is parked. */
@Saga('watch', { retry: { attempts: 1 }, parking: { perKey: 2, inAll: 2 } })
class Watch extends SagaInstance {
  static isMended = false;
  @StartsOn(TransferHurried, (_event, meta) => meta.aggregateId) hurried(): void {
    if (!Watch.isMended) throw new Error('Too fast');
  }
}

const reason = 'settled by hand';

/** What operators can rely on, wherever sagas are kept. */
export function operatingScenarios(where: string, place: () => Promise<Place>): void {
  const its = new OperatedPlace();
  beforeEach(async () => {
    Watch.isMended = false;
    await its.open(place);
  });
  afterEach(() => its.close());

  describe(`A stuck instance ${where}`, () => {
    test('is found, and shown with everything: at what it failed, how often, what waits for it', async () => {
      await its.startStuck('t-1');
      await askFor(its.app, 't-2').then(() => stuck(its.app, 't-2'));
      expect((await its.app.operations.list({ stuck: true })).map(({ key }) => key)).toEqual(['t-1', 't-2']);
      expect(await its.app.operations.list({ saga: 'transfer', stuck: false })).toEqual([]);
      const report = await its.app.operations.show(t1);
      expect(report).toMatchObject({
        ...{ saga: 'transfer', key: 't-1', isKnown: true, parked: [] },
        record: { status: 'running', failure: expect.stringContaining('The till is closed'), stuckAt: { step: 1 } },
        steps: [{ number: 1, type: 'debit-purse', status: 'due', attempts: 3 }],
        deadlines: [{ name: 'arrived', dueAt: expect.any(Date) }],
      });
      expect(await its.app.operations.overview()).toMatchObject([
        {
          ...{ saga: 'transfer', versions: [1], parked: [] },
          counts: [{ version: 1, status: 'running', stuck: true, instances: 2 }],
          reader: { kind: 'saga', parkedEvents: 0 },
        },
      ]);
    });

    test('goes on when it is retried, with all its attempts anew', async () => {
      await its.startStuck('t-1');
      expect(await its.app.operations.retry(t1)).toMatchObject({ at: { step: 1 }, parkedEvents: 0 });
      await stuck(its.app, 't-1');
      expect(its.app.till.came).toHaveLength(6);
      its.mend();
      await its.app.operations.retry(t1);
      await its.app.idle();
      expect([await its.statusOf('t-1'), await its.app.amountOf('to-t-1')]).toEqual(['completed', 10]);
    });

    test('goes on behind what is skipped, which is on record with the reason and never sent', async () => {
      await its.startStuck('t-1');
      its.mend();
      const skipped = await its.app.operations.skip(t1, { reason: ` ${reason} `, by: 'ann', step: 1 });
      expect(skipped).toEqual({ ...t1, at: { step: 1 }, outcome: 'skipped' });
      await its.app.idle();
      expect(await its.stepOf('t-1', 1)).toMatchObject({ status: 'skipped', failure: 'settled by hand (ann)' });
      expect(await its.app.amountOf('from-t-1')).toBe(100);
      expect(await its.statusOf('t-1')).toBe('running');
    });

    test('is ended with a reason, and hears of nothing any more', async () => {
      await its.startStuck('t-1');
      its.mend();
      const ended = await its.app.operations.end(t1, { reason });
      expect(ended).toEqual({
        ...{ ...t1, cancelled: [1], done: [], underWay: [], deadlines: ['arrived'], parkedEvents: 0 },
      });
      its.app.clock.advance(24 * 60 * 60 * 1_000);
      await its.app.idle();
      expect(await its.app.show('t-1')).toMatchObject({ record: { status: 'ended', reason, failure: undefined } });
      expect(await its.app.amountOf('from-t-1')).toBe(100);
    });

    test('raises an alarm, which is over when nobody is stuck any more', async () => {
      await its.startStuck('t-1');
      await eventually(() =>
        expect(its.app.alarms.standing).toMatchObject([
          { word: 'saga-stuck', subject: 'transfer', data: { keys: ['t-1'] } },
        ]),
      );
      await its.app.operations.end(t1, { reason });
      await eventually(() => expect(its.app.alarms.standing).toEqual([]));
    });

    test('is retried with all others, however many pages they fill', async () => {
      const keys = Array.from({ length: 5 }, (_, n) => `t-${n}`);
      await its.startStuck(...keys);
      its.mend();
      const inPages = new SagaOperations(withPagesOf(its.app.parts, 2));
      expect(await inPages.retryAll('transfer')).toEqual({ instances: 5, parkedEvents: 0, resumed: [] });
      await its.app.idle();
      for (const key of keys) expect(await its.statusOf(key)).toBe('completed');
      expect(await its.app.operations.retryAll()).toEqual({ instances: 0, parkedEvents: 0, resumed: [] });
    });

    test('can be helped by a release that does not have its saga', async () => {
      await its.startStuck('t-1', 't-2');
      const other = new SagaOperations({ ...its.app.parts, sagas: new SagaRegistry(new EventTypeRegistry()) });
      expect(await other.show(t1)).toMatchObject({ isKnown: false, record: { status: 'running' } });
      expect(await other.overview('transfer')).toMatchObject([{ versions: [] }]);
      its.mend();
      await other.retry(t1);
      await other.end(addressOf('t-2'), { reason });
      await its.app.idle();
      expect([await its.statusOf('t-1'), await its.statusOf('t-2')]).toEqual(['completed', 'ended']);
    });
  });

  describe(`An operator is refused, and nothing is changed, ${where}`, () => {
    test('what is not there, with what there is', async () => {
      await its.start();
      const none = { saga: 'transfers', key: 't-1' };
      const asked = [
        () => its.app.operations.show(none),
        () => its.app.operations.retry(none),
        () => its.app.operations.skip(none, { reason }),
        () => its.app.operations.end(none, { reason }),
        () => its.app.operations.list({ saga: 'transfers' }),
        () => its.app.operations.overview('transfers'),
        () => its.app.operations.retryAll('transfers'),
      ];
      for (const ask of asked) await expect(ask()).rejects.toMatchObject({ code: 'no-such-saga', known: ['transfer'] });
      for (const ask of [
        () => its.app.operations.show(t1),
        () => its.app.operations.retry(t1),
        () => its.app.operations.skip(t1, { reason }),
        () => its.app.operations.end(t1, { reason }),
      ]) {
        await expect(ask()).rejects.toMatchObject({ code: 'saga-instance-missing', key: 't-1', parkedEvents: 0 });
      }
    });

    test('a change without a reason, or with one that cannot be kept', async () => {
      await its.startStuck('t-1');
      for (const wrong of ['', ' \n', undefined as unknown as string, 'x'.repeat(2_001), 'a\0b', 'a\ud800']) {
        for (const asked of [
          its.app.operations.skip(t1, { reason: wrong }),
          its.app.operations.end(t1, { reason: wrong }),
        ]) {
          await expect(asked).rejects.toMatchObject({ code: 'invalid-saga-reason' });
        }
      }
      expect(await its.app.show('t-1')).toMatchObject({ record: { status: 'running', stuckAt: { step: 1 } } });
    });

    test('help for what is not stuck, and another step than that at which it is', async () => {
      await its.startStuck('t-1');
      const elsewhere = its.app.operations.skip(t1, { reason, step: 2 });
      await expect(elsewhere).rejects.toMatchObject({ code: 'saga-stuck-elsewhere', stuckAt: { step: 1 } });
      its.mend();
      await its.app.operations.retry(t1);
      await its.app.idle();
      const before = await its.app.show('t-1');
      await expect(its.app.operations.retry(t1)).rejects.toMatchObject({ code: 'saga-not-stuck', status: 'completed' });
      await expect(its.app.operations.skip(t1, { reason })).rejects.toMatchObject({ code: 'saga-not-stuck' });
      await expect(its.app.operations.end(t1, { reason })).rejects.toMatchObject({ code: 'saga-over', isStuck: false });
      expect(await its.app.show('t-1')).toEqual(before);
    });
  });

  describe(`A saga as a whole ${where}`, () => {
    test('stands still when it is paused, with the reason for all to see, and goes on when it is resumed', async () => {
      await its.start();
      const { operations } = its.app;
      expect(await operations.pause('transfer', { reason, by: 'ann' })).toEqual({ saga: 'transfer', isOnRecord: true });
      expect(await operations.overview('transfer')).toMatchObject([
        { reader: { paused: { reason: `${reason} (ann)` } } },
      ]);
      expect(await operations.resume('transfer')).toEqual({ saga: 'transfer', isOnRecord: true });
      await askFor(its.app, 't-1');
      await eventually(async () => expect(await its.statusOf('t-1')).toBe('completed'));
      await expect(operations.pause('other', { reason })).rejects.toMatchObject({ code: 'no-such-saga' });
      await expect(operations.resume('other')).rejects.toMatchObject({ code: 'no-such-saga' });
      await expect(operations.pause('transfer', { reason: '' })).rejects.toMatchObject({ code: 'invalid-saga-reason' });
    });

    test('is rid of what came to its end long ago, and of nothing else', async () => {
      await its.startStuck('t-1');
      its.mend();
      await askFor(its.app, 't-2');
      await its.app.idle();
      const { operations, clock } = its.app;
      const hour = 60 * 60 * 1_000;
      expect((await operations.prune(hour)).sagas).toEqual([{ saga: 'transfer', instances: 0 }]);
      clock.advance(hour + 1);
      expect(await operations.prune(hour, 'transfer')).toEqual({
        before: new Date(clock.now().getTime() - hour),
        sagas: [{ saga: 'transfer', instances: 1 }],
      });
      expect((await operations.list()).map(({ key }) => key)).toEqual(['t-1']);
      await expect(operations.prune(hour - 1)).rejects.toMatchObject({ code: 'invalid-saga-age' });
      await expect(operations.prune(hour, 'other')).rejects.toMatchObject({ code: 'no-such-saga' });
    });
  });

  describe(`An event that failed ${where}`, () => {
    const w1 = { saga: 'watch', key: 'w-1' };

    test('is shown where it waits, though it has begun no instance, and is tried again', async () => {
      await its.start([Watch]);
      await its.app.transfers.create('w-1', (transfer) => transfer.hurry());
      await eventually(async () => expect((await its.app.operations.show(w1)).parked).toHaveLength(1));
      expect(await its.app.operations.show(w1)).toMatchObject({
        ...{ record: undefined, steps: [], isKnown: true },
        parked: [{ type: 'transfer.hurried', failure: expect.stringContaining('Too fast') }],
      });
      expect(await its.app.operations.overview('watch')).toMatchObject([{ parked: [{ key: 'w-1', events: 1 }] }]);
      for (const asked of [its.app.operations.skip(w1, { reason }), its.app.operations.end(w1, { reason })]) {
        await expect(asked).rejects.toMatchObject({ code: 'saga-instance-missing', parkedEvents: 1 });
      }
      Watch.isMended = true;
      expect(await its.app.operations.retry(w1)).toEqual({ ...w1, at: undefined, parkedEvents: 1 });
      await eventually(async () =>
        expect(await its.app.operations.show(w1)).toMatchObject({ record: { status: 'running' }, parked: [] }),
      );
    });

    async function stopWatch(): Promise<void> {
      await its.start([Watch]);
      for (let n = 1; n <= 4; n++) await its.app.transfers.create(`w-${n}`, (transfer) => transfer.hurry());
      await eventually(async () => {
        const [overview] = await its.app.operations.overview('watch');
        expect(overview?.reader?.stopped).toBeDefined();
      });
      Watch.isMended = true;
    }

    test('and others have stopped its reader: a retry of all lets it go on', async () => {
      await stopWatch();
      expect(await its.app.operations.retryAll()).toEqual({ instances: 0, parkedEvents: 2, resumed: ['watch'] });
      await eventually(async () => expect(await its.app.operations.list({ saga: 'watch' })).toHaveLength(4));
    });

    test('but a reader that somebody has paused stays so', async () => {
      await stopWatch();
      await its.app.store.subscriptions.pause('saga:watch', 'a look');
      expect(await its.app.operations.retryAll()).toEqual({ instances: 0, parkedEvents: 2, resumed: [] });
    });
  });
}
