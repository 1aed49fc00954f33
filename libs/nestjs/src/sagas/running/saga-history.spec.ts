import 'reflect-metadata';
import { describe, expect, test } from '@jest/globals';
import { OrderSubmitted } from '../example/fulfilment-events.js';
import { ReserveStock } from '../example/fulfilment-commands.js';
import { SagaInstance } from '../saga-instance.js';
import { Saga } from '../saga.decorator.js';
import { StartsOn } from '../starts-on.decorator.js';
import { SagaByHand } from './example/saga-by-hand.js';
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
