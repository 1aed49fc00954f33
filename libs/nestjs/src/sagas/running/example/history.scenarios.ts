import 'reflect-metadata';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Saga } from '../../saga.decorator.js';
import type { SagaClass } from '../../saga-options.js';
import { CreditPurse, DebitPurse } from './purses.js';
import type { Place } from './place.js';
import { type Beginnings, sagaApplication, type SagaApplication } from './saga-application.js';
import { TransferSaga, Transferring } from './transfers.js';

const retry = { attempts: 3, firstMs: 5, longestMs: 20 };

@Saga('transfer', { from: 'beginning', retry })
class FromTheBeginning extends Transferring {}

@Saga('transfer', { from: 'beginning', effects: 'dropped', retry })
class WithoutEffects extends Transferring {}

@Saga('transfer', { from: 2, retry })
class FromTheThird extends Transferring {}

/** What holds of sagas that are new where things have happened already. */
export function historyScenarios(where: string, place: () => Promise<Place>): void {
  let its: Place;
  let app: SagaApplication;

  /** One transfer is over, one is half way, one has only been asked for. */
  async function happened({ purses, transfers }: Beginnings): Promise<void> {
    await purses.create('a', (purse) => purse.fill(100));
    await purses.create('b', (purse) => purse.fill(0));
    for (const id of ['over', 'half', 'asked']) await transfers.create(id, (transfer) => transfer.ask('a', 'b', 10));
    for (const id of ['over', 'half']) await purses.update('a', (purse) => purse.debit(10, id));
    await purses.update('b', (purse) => purse.credit(10, 'over'));
  }

  async function start(saga: SagaClass): Promise<void> {
    app = await sagaApplication([saga], its.url, { before: happened });
    await app.idle();
  }

  async function statuses(): Promise<Readonly<Record<string, string | undefined>>> {
    const found = await Promise.all(
      ['over', 'half', 'asked'].map(async (key) => [key, (await app.show(key))?.record.status]),
    );
    return Object.fromEntries(found) as Record<string, string | undefined>;
  }

  describe(`What had happened before a saga was there, ${where},`, () => {
    beforeEach(async () => {
      its = await place();
    });
    afterEach(async () => {
      await app.close();
      await its.drop();
    });

    test('is nothing to it, unless it says otherwise', async () => {
      await start(TransferSaga);
      expect(await statuses()).toEqual({ over: undefined, half: undefined, asked: undefined });
      expect(app.till.came).toEqual([]);
    });

    test('is learnt from the beginning, and only what is still open is sent when it has caught up', async () => {
      await start(FromTheBeginning);
      expect(await statuses()).toEqual({ over: 'completed', half: 'completed', asked: 'completed' });
      const came = app.till.came.map((command) => `${command.constructor.name} ${command.purse} ${command.transfer}`);
      expect(came.sort()).toEqual(['CreditPurse b asked', 'CreditPurse b half', 'DebitPurse a asked']);
      expect([await app.amountOf('a'), await app.amountOf('b')]).toEqual([70, 30]);
      expect(app.lines).toContainEqual(
        expect.stringMatching(/log: Saga "transfer" has caught up to position 8.*2 instances/),
      );
    });

    test('is learnt, and nothing of it is sent, if the saga wants it so; what comes then has effects', async () => {
      await start(WithoutEffects);
      expect(await statuses()).toEqual({ over: 'completed', half: 'running', asked: 'running' });
      expect(app.till.came).toEqual([]);
      await app.purses.update('a', (purse) => purse.debit(10, 'asked'));
      await app.idle();
      expect(app.till.came).toEqual([new CreditPurse('b', 10, 'asked')]);
    });

    test('fires no deadline before it has caught up, and those that are over then', async () => {
      await start(FromTheThird);
      // Position 3 is the first transfer.
      expect(await statuses()).toEqual({ over: 'completed', half: 'completed', asked: 'completed' });
      await app.transfers.create('late', (transfer) => transfer.ask('a', 'nowhere', 1));
      await app.idle();
      app.clock.advance(31 * 60_000);
      await app.idle();
      expect((await app.show('late'))?.record.state).toMatchObject({ why: 'aggregate-not-found' });
      expect(app.till.came).toContainEqual(new DebitPurse('a', 1, 'late'));
    });
  });
}
