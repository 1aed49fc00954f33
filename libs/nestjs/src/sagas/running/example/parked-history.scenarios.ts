import 'reflect-metadata';
import { EventStore } from '@daybook/event-store';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import { Saga } from '../../saga.decorator.js';
import { eventually } from './eventually.js';
import type { Place } from './place.js';
import type { PurseCredited } from './purses.js';
import { type Beginnings, sagaApplication, type SagaApplication } from './saga-application.js';
import { type TransferAsked, Transferring } from './transfers.js';
import { letsNobodyWait } from './wrong-builds/lets-nobody-wait.js';

/** Which of its methods throw, until they are mended. */
const faults = new Set<'asked' | 'credited'>();

@Saga('transfer', { from: 'beginning', retry: { attempts: 1, firstMs: 5, longestMs: 20 } })
class Faulty extends Transferring {
  override asked(event: TransferAsked): void {
    if (faults.has('asked')) throw new Error('asked is not mended yet');
    super.asked(event);
  }

  override credited(event: PurseCredited, meta: { aggregateId: string }): void {
    if (faults.has('credited')) throw new Error('credited is not mended yet');
    super.credited(event, meta);
  }
}

const reader = 'saga:transfer';

/** What holds of history that is parked, and tried again when everything else has caught up long ago. */
export function parkedHistoryScenarios(where: string, place: () => Promise<Place>): void {
  let its: Place;
  let app: SagaApplication;

  /** One transfer is over, one has only been asked for. */
  async function happened({ purses, transfers }: Beginnings): Promise<void> {
    await purses.create('a', (purse) => purse.fill(100));
    await purses.create('b', (purse) => purse.fill(0));
    for (const id of ['over', 'asked']) await transfers.create(id, (transfer) => transfer.ask('a', 'b', 10));
    await purses.update('a', (purse) => purse.debit(10, 'over'));
    await purses.update('b', (purse) => purse.credit(10, 'over'));
  }

  async function start(fault: 'asked' | 'credited', wrong: (store: EventStore) => void = () => undefined) {
    faults.clear();
    faults.add(fault);
    const meddle = { provide: 'meddling', inject: [EventStore], useFactory: wrong };
    const subscriptions = { heartbeatMs: 50 };
    app = await sagaApplication([Faulty], its.url, { before: happened, subscriptions, providers: [meddle] });
    await app.idle();
  }

  async function parked(): Promise<number> {
    return (await app.store.subscriptions.parked(reader)).length;
  }

  async function mend(): Promise<void> {
    faults.clear();
    await app.store.subscriptions.retry(reader);
    await eventually(async () => expect(await parked()).toBe(0));
    await app.idle();
  }

  const sent = (transfer: string): readonly string[] =>
    app.till.came.filter((command) => command.transfer === transfer).map(({ constructor: { name } }) => name);

  describe(`History that is parked, ${where},`, () => {
    beforeEach(async () => {
      its = await place();
    });
    afterEach(async () => {
      await app.close();
      await its.drop();
    });

    test('repeats no effect when it is tried again after everything has caught up', async () => {
      await start('asked');
      expect(await parked()).toBe(4);
      await mend();
      expect((await app.show('over'))?.record.status).toBe('completed');
      expect([sent('over'), await app.amountOf('a'), await app.amountOf('b')]).toEqual([[], 80, 20]);
    });

    test('has what is still open sent when all of it has been told', async () => {
      await start('asked');
      await mend();
      expect((await app.show('asked'))?.record.status).toBe('completed');
      expect(sent('asked')).toEqual(['DebitPurse', 'CreditPurse']);
    });

    test('keeps back what it might say is done already, and nothing of other instances', async () => {
      await start('credited');
      expect([sent('over'), sent('asked')]).toEqual([[], ['DebitPurse', 'CreditPurse']]);
      await mend();
      expect([sent('over'), (await app.show('over'))?.record.status]).toEqual([[], 'completed']);
    });

    test('repeats effects with a build that lets nobody wait for it', async () => {
      await start('credited', letsNobodyWait);
      expect(sent('over')).toEqual(['CreditPurse']);
    });

    test('keeps nothing back any more once it has been given up', async () => {
      await start('credited');
      await pause(1_200);
      expect(sent('over')).toEqual([]);
      await app.store.subscriptions.drop(reader, {}, 'seen to by hand', 'ann');
      await eventually(() => expect(sent('over')).toEqual(['CreditPurse']));
    });
  });
}
