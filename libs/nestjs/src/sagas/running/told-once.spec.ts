import 'reflect-metadata';
import { On } from '@daybook/domain';
import { describe, expect, test } from '@jest/globals';
import { OrderSubmitted, StockReserved } from '../example/fulfilment-events.js';
import { SagaInstance } from '../saga-instance.js';
import { Saga } from '../saga.decorator.js';
import { StartsOn } from '../starts-on.decorator.js';
import { SagaByHand } from './example/saga-by-hand.js';
import { remembersTheHighestOnly } from './example/wrong-builds/remembers-the-highest-only.js';
import { seesKeysOnce } from './example/wrong-builds/sees-keys-once.js';

/** Keeps in mind what it was told, in that order. */
@Saga('listening', { from: 'beginning' })
class Listening extends SagaInstance<{ heard: string[] }> {
  @StartsOn(OrderSubmitted, ({ orderId }) => orderId) submitted(): void {
    this.state.heard = [];
  }
  @On(StockReserved, ({ orderId }) => orderId) reserved({ sku }: StockReserved): void {
    this.state.heard.push(sku);
  }
}

const orderId = 'o-1';
const submitted = OrderSubmitted.of({ orderId, lines: [] });
const reserved = (sku: string): StockReserved => StockReserved.of({ orderId, sku });

async function heard(saga: SagaByHand): Promise<unknown> {
  return (await saga.show(orderId))?.record.state;
}

/** The second event waits elsewhere, because its key could not be told; the third one is told meanwhile. */
async function parkedElsewhere(saga: SagaByHand): Promise<void> {
  await saga.beginsAt(10);
  await saga.hears(submitted, 1);
  await saga.hears(reserved('third'), 3);
  await saga.hears(reserved('second'), 2);
}

describe('Of history an instance is told', () => {
  test('what was parked elsewhere, though it was told of later events', async () => {
    const saga = new SagaByHand([Listening]);
    await parkedElsewhere(saga);
    expect(await heard(saga)).toEqual({ heard: ['third', 'second'] });
  });

  test('nothing of that by a build that remembers the highest position only', async () => {
    const saga = new SagaByHand([Listening]);
    remembersTheHighestOnly(saga.store.sagas);
    await parkedElsewhere(saga);
    expect(await heard(saga)).toEqual({ heard: ['third'] });
  });

  test('nothing twice, when the log is read once more, whenever it comes', async () => {
    const saga = new SagaByHand([Listening]);
    await parkedElsewhere(saga);
    await saga.hears(reserved('fourth'), 11);
    await saga.beginsAt(20);
    await saga.hears(submitted, 1);
    await saga.hears(reserved('third'), 3);
    // That is new to it, and what waits elsewhere is told behind it.
    await saga.hears(reserved('fifth'), 12);
    await saga.hears(reserved('second'), 2);
    await saga.comesTo(20);
    await saga.history.look();
    await saga.hears(reserved('sixth'), 21);
    // It was parked, and is tried again when all of that is over.
    for (const [sku, position] of [
      ['second', 2],
      ['fourth', 11],
    ] as const)
      await saga.hears(reserved(sku), position);
    expect(await heard(saga)).toEqual({ heard: ['third', 'second', 'fourth', 'fifth', 'sixth'] });
  });
});

@Saga('sharing', { version: 1 })
class ByKey extends Listening {}

/** Hears of the same by its conversation. */
@Saga('sharing', { version: 2 })
class ByConversation extends SagaInstance<{ heard: string[] }> {
  @StartsOn(OrderSubmitted, ({ orderId }) => orderId) submitted(): void {
    this.state.heard = [];
  }
  @On(StockReserved) reserved({ sku }: StockReserved): void {
    this.state.heard.push(sku);
  }
}

describe('An event that reaches an instance by its key and by its conversation', () => {
  /** It was parked under both, and is tried again under one after the other. */
  async function triedAgain(saga: SagaByHand): Promise<void> {
    for (const keys of [[orderId], ['c-1']]) await saga.hears(reserved('a'), 2, { keys });
  }

  test('is told to it once, when it was parked under both', async () => {
    const saga = new SagaByHand([ByKey, ByConversation]);
    await saga.beginsAt(0);
    await saga.hears(submitted, 1);
    await triedAgain(saga);
    expect(await heard(saga)).toEqual({ heard: ['a'] });
  });

  test('is told to it twice by a build that sees only under what it comes', async () => {
    const saga = new SagaByHand([ByKey, ByConversation], seesKeysOnce);
    await saga.beginsAt(0);
    await saga.hears(submitted, 1, { keys: [orderId] });
    await triedAgain(saga);
    expect(await heard(saga)).toEqual({ heard: ['a', 'a'] });
  });

  test('is told to all others of the conversation', async () => {
    const saga = new SagaByHand([ByKey, ByConversation]);
    await saga.beginsAt(0);
    for (const id of [orderId, 'o-2']) await saga.hears(OrderSubmitted.of({ orderId: id, lines: [] }), 1);
    await triedAgain(saga);
    expect((await saga.show('o-2'))?.record.state).toEqual({ heard: ['a'] });
  });
});
