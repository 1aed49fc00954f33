import 'reflect-metadata';
import type { SagaOutset } from '@daybook/event-store';
import { describe, expect, test } from '@jest/globals';
import { OrderSubmitted } from '../example/fulfilment-events.js';
import { ReserveStock } from '../example/fulfilment-commands.js';
import { SagaInstance } from '../saga-instance.js';
import { readerOf } from '../saga-subscription.js';
import { Saga } from '../saga.decorator.js';
import { StartsOn } from '../starts-on.decorator.js';
import { SagaByHand } from './example/saga-by-hand.js';
import { endsAnyHistory } from './example/wrong-builds/ends-any-history.js';
import { looksByPutting } from './example/wrong-builds/looks-by-putting.js';
import { looksOnce } from './example/wrong-builds/looks-once.js';

@Saga('reserving', { from: 'beginning' })
class Reserving extends SagaInstance {
  @StartsOn(OrderSubmitted, ({ orderId }) => orderId) submitted({ orderId, lines }: OrderSubmitted): void {
    this.send(new ReserveStock(orderId, lines[0] ?? ''));
  }
}

const submitted = OrderSubmitted.of({ orderId: 'o-1', lines: ['a'] });

async function overlapping(saga: SagaByHand): Promise<void> {
  await saga.beginsAt(10);
  await saga.comesTo(10);
  // Decided while history is under way, written when nobody looks any more.
  saga.between = () => saga.history.look();
  await saga.hears(submitted, 3);
  expect([await saga.steps('o-1'), saga.history.isOver]).toEqual([['1 reserve-stock held'], true]);
}

describe('What is decided from history while history ends', () => {
  test('is looked at once more', async () => {
    const saga = new SagaByHand([Reserving]);
    await overlapping(saga);
    expect([saga.history.isLookedAt, saga.history.isDone]).toEqual([false, false]);
    await saga.history.look();
    expect(await saga.steps('o-1')).toEqual(['1 reserve-stock due']);
    expect([saga.history.isDone, saga.notices]).toEqual([true, ['caught-up']]);
  });

  test('is held for ever by who looks once', async () => {
    const saga = new SagaByHand([Reserving], looksOnce);
    await overlapping(saga);
    await saga.history.look();
    expect(await saga.steps('o-1')).toEqual(['1 reserve-stock held']);
  });

  test('is found by the next process, if this one ends before it looks', async () => {
    const saga = new SagaByHand([Reserving], looksOnce);
    await overlapping(saga);
    await saga.history.leased();
    await saga.history.look();
    expect(await saga.steps('o-1')).toEqual(['1 reserve-stock due']);
  });
});

describe('When the saga is put on record anew while a process looks', () => {
  const other = async (saga: SagaByHand, effectsFrom: number): Promise<SagaOutset> =>
    saga.store.sagas.history.outset(readerOf(saga.name), effectsFrom);

  /** Removed and registered, and nobody has taken a segment of it so far. */
  async function registeredAnew(saga: SagaByHand): Promise<void> {
    await saga.beginsAt(10);
    await saga.comesTo(10);
    await saga.register();
  }

  /** It has come to where effects began; when that is known, another process begins anew from a later position. */
  async function replacedMeanwhile(saga: SagaByHand): Promise<void> {
    await saga.beginsAt(10);
    await saga.hears(submitted, 3);
    await saga.comesTo(10);
    const { subscriptions } = saga.store;
    const status = subscriptions.status.bind(subscriptions);
    subscriptions.status = async (name) => {
      const found = await status(name);
      await saga.register();
      await other(saga, 20);
      return found;
    };
    await saga.history.look();
    subscriptions.status = status;
  }

  test('its new history begins where the one says who takes it, and not where the old one did', async () => {
    const saga = new SagaByHand([Reserving]);
    await registeredAnew(saga);
    await saga.history.look();
    expect(await other(saga, 20)).toMatchObject({ effectsFrom: 20, hasCaughtUp: false });
    await saga.history.look();
    expect([saga.history.effectsFrom, saga.history.isOver]).toEqual([20, false]);
  });

  test('it begins where the old one did by a build that puts on record what it looks at', async () => {
    const saga = new SagaByHand([Reserving]);
    await registeredAnew(saga);
    looksByPutting(saga.store.sagas.history, 10);
    await saga.history.look();
    expect(await other(saga, 20)).toMatchObject({ effectsFrom: 10 });
  });

  test('its new history is not ended, and nothing that it holds goes', async () => {
    const saga = new SagaByHand([Reserving]);
    await replacedMeanwhile(saga);
    expect(await other(saga, 20)).toMatchObject({ effectsFrom: 20, hasCaughtUp: false });
    expect([await saga.steps('o-1'), saga.notices]).toEqual([['1 reserve-stock held'], []]);
    await saga.history.look();
    expect([saga.history.effectsFrom, saga.history.isOver]).toEqual([20, false]);
  });

  test('it is ended by a build that ends whatever history there is', async () => {
    const saga = new SagaByHand([Reserving]);
    endsAnyHistory(saga.store.sagas.history);
    await replacedMeanwhile(saga);
    expect(await other(saga, 20)).toMatchObject({ effectsFrom: 20, hasCaughtUp: true });
  });
});
