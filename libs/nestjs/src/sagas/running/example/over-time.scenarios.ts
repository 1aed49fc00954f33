import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { decideEnd } from '../../deciding/decide-operation.js';
import { Saga } from '../../saga.decorator.js';
import { eventually } from './eventually.js';
import type { Place } from './place.js';
import { CreditPurse } from './purses.js';
import { sagaApplication, type SagaApplication } from './saga-application.js';
import { Transferring } from './transfers.js';

@Saga('transfer', { retry: { attempts: 1_000, firstMs: 5, longestMs: 20 } })
class Patient extends Transferring {}

/** Does not take what arrives for the end, so that it is an operator who ends it. */
@Saga('transfer', { retry: { attempts: 1_000, firstMs: 5, longestMs: 20 } })
class Unending extends Transferring {
  override credited(): void {}
}

const address = { saga: 'transfer', key: 't-1' };
const reader = { saga: 'transfer', subscription: 'saga:transfer' };

/** What holds of sagas when operators have had a hand in them, wherever they are kept. */
export function overTimeScenarios(where: string, place: () => Promise<Place>): void {
  let its: Place;
  let app: SagaApplication;

  async function start(saga: typeof Patient | typeof Unending = Patient): Promise<void> {
    app = await sagaApplication([saga], its.url, { subscriptions: { heartbeatMs: 100 } });
  }

  async function begin(): Promise<void> {
    for (const id of ['a', 'b']) await app.purses.create(id, (purse) => purse.fill(100));
    await app.transfers.create('t-1', (transfer) => transfer.ask('a', 'b', 10));
  }

  async function end(): Promise<void> {
    await app.sagas.change(address, async (held) => ({
      change: decideEnd({ held }, 'by hand (ann)', app.clock.now()),
      result: undefined,
    }));
  }

  const credits = (): number => app.till.came.filter((command) => command instanceof CreditPurse).length;

  describe(`Of a saga ${where},`, () => {
    beforeEach(async () => {
      its = await place();
      await start();
    });
    afterEach(async () => {
      await app.close();
      await its.drop();
    });

    test('what fails when the instance was ended is not sent once more, and takes no effect any more', async () => {
      let fail: (error: Error) => void = () => undefined;
      app.till.before = (command) =>
        command instanceof CreditPurse ? new Promise((_, reject) => (fail = reject)) : undefined;
      await begin();
      await eventually(() => expect(credits()).toBe(1));
      await end();
      fail(new Error('the line is cut'));
      await app.idle();
      const shown = await app.show('t-1');
      expect(shown?.record).toMatchObject({ status: 'ended', failure: undefined, reason: 'by hand (ann)' });
      expect(shown?.steps.find(({ number }) => number === 3)).toMatchObject({ status: 'cancelled' });
      expect([credits(), await app.amountOf('b')]).toEqual([1, 100]);
    });

    test('what had its effect is done, though the answer was lost and the instance was ended', async () => {
      await app.close();
      await start(Unending);
      let fail: (error: Error) => void = () => undefined;
      let hasPaid = false;
      app.till.after = (command) => {
        hasPaid = command instanceof CreditPurse;
        return hasPaid ? new Promise((_, reject) => (fail = reject)) : undefined;
      };
      await begin();
      await eventually(() => expect(hasPaid).toBe(true));
      await end();
      fail(new Error('the line is cut'));
      await app.idle();
      const shown = await app.show('t-1');
      expect(shown?.steps.find(({ number }) => number === 3)).toMatchObject({ status: 'done' });
      expect([credits(), await app.amountOf('b')]).toEqual([1, 110]);
    });

    test('an instance that was forgotten is not begun again, whatever comes for it', async () => {
      await begin();
      await app.idle();
      expect((await app.show('t-1'))?.record.status).toBe('completed');
      const before = new Date(app.clock.now().getTime() + 1);
      expect(await app.sagas.prune(reader, { before, limit: 10 })).toBe(1);
      expect(await app.show('t-1')).toBeUndefined();
      const came = app.till.came.length;
      await app.transfers.update('t-1', (transfer) => transfer.ask('a', 'b', 10));
      await app.transfers.create('t-2', (transfer) => transfer.ask('a', 'b', 1));
      await app.idle();
      expect(await app.show('t-1')).toBeUndefined();
      expect([(await app.show('t-2'))?.record.status, app.till.came.length - came]).toEqual(['completed', 2]);
    });

    test('that is paused no command is sent and no deadline fires, until it is resumed', async () => {
      let isAway = true;
      app.till.before = (command) => {
        if (isAway && command instanceof CreditPurse && command.purse === 'b') throw new Error('away');
      };
      await begin();
      await eventually(() => expect(credits()).toBeGreaterThan(2));
      const { subscriptions } = app.store;
      await subscriptions.pause(reader.subscription, 'the bank moves');
      // What it had not heard of yet has ended when nothing comes any more.
      let seen = -1;
      await eventually(async () => {
        const last = seen;
        seen = credits();
        await pause(500);
        expect([last, credits()]).toEqual([seen, seen]);
      });
      isAway = false;
      app.clock.advance(31 * 60_000);
      await pause(1_500);
      expect(credits()).toBe(seen);
      expect((await app.show('t-1'))?.deadlines).toHaveLength(1);
      await subscriptions.resume(reader.subscription);
      await eventually(async () => {
        expect((await app.show('t-1'))?.record.status).toMatch(/^(completed|compensated)$/);
      });
      await app.idle();
      expect((await app.amountOf('a')) + (await app.amountOf('b'))).toBe(200);
    });
  });
}
