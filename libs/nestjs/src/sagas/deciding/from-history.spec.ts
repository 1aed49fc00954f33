import { describe, expect, test } from '@jest/globals';
import { OrderDelivered } from '../example/fulfilment-events.js';
import { recorded } from '../example/recorded.js';
import {
  cancelled,
  captured,
  hear,
  metadata,
  order,
  orderId,
  reserved,
  saga,
  submitted,
} from './example/heard-orders.js';
import { KeptSaga } from './example/kept-saga.js';

describe('From history', () => {
  test('nothing is sent that something has followed, and the rest when the saga has caught up', () => {
    const kept = new KeptSaga(saga);
    hear(kept, submitted, true);
    expect(kept.told).toEqual(['1 reserve-stock held', '2 reserve-stock held']);
    expect(kept.deadlines.size).toBe(1);
    hear(kept, reserved('a'), true);
    expect(kept.told).toEqual(['1 reserve-stock cancelled', '2 reserve-stock cancelled', '3 release-stock declared']);
    hear(kept, reserved('b'), true);
    expect(kept.claim()).toBeUndefined();
    kept.take({ kind: 'caught-up', effects: 'held' });
    expect(kept.sendAll()).toEqual(['capture-payment o-1']);
    expect(kept.take({ kind: 'caught-up', effects: 'held' })).toBeUndefined();
  });

  test('nothing is sent at all if effects are dropped', () => {
    const kept = new KeptSaga(saga);
    hear(kept, submitted, true);
    kept.take({ kind: 'caught-up', effects: 'dropped' });
    expect(kept.told).toEqual(['1 reserve-stock cancelled', '2 reserve-stock cancelled']);
    expect(order().take({ kind: 'caught-up', effects: 'held' })).toBeUndefined();
  });

  test('what is still open is sent before what a fact of today asks for', () => {
    const kept = new KeptSaga(saga);
    hear(kept, submitted, true);
    hear(kept, captured);
    expect(kept.sendAll()).toEqual(['reserve-stock o-1 a', 'reserve-stock o-1 b', 'ship-order o-1']);
  });

  test('what is still open waits on while history is parked for the instance, whatever else comes to it', () => {
    const kept = new KeptSaga(saga);
    hear(kept, submitted, true);
    const fact = recorded(captured, { position: 7, metadata });
    kept.take({ kind: 'event', recorded: fact, history: false, historyWaits: true });
    expect(kept.told.slice(0, 2)).toEqual(['1 reserve-stock held', '2 reserve-stock held']);
    expect(kept.sendAll()).toEqual(['ship-order o-1']);
    kept.take({ kind: 'caught-up', effects: 'held' });
    expect(kept.sendAll()).toEqual(['reserve-stock o-1 a', 'reserve-stock o-1 b']);
  });

  test('what was undone is undone no more, and what was left to undo is undone in order', () => {
    const kept = new KeptSaga(saga);
    for (const event of [submitted, reserved('a'), reserved('b')]) hear(kept, event, true);
    hear(kept, cancelled, true);
    expect(kept.record?.status).toBe('compensating');
    expect(kept.told.slice(2)).toEqual(['3 release-stock held', '4 release-stock held', '5 capture-payment cancelled']);
    const moved = new KeptSaga(saga);
    for (const event of [submitted, reserved('a'), cancelled, captured]) hear(moved, event, true);
    expect(moved.told.slice(2)).toEqual([
      '3 release-stock cancelled',
      '4 refund-payment held',
      '5 ship-order cancelled',
    ]);
    kept.take({ kind: 'caught-up', effects: 'held' });
    expect(kept.sendAll()).toEqual(['release-stock o-1 b', 'release-stock o-1 a']);
    expect(kept.record?.status).toBe('compensated');
  });

  test('what is completed there sends nothing', () => {
    const kept = new KeptSaga(saga);
    for (const event of [submitted, captured, OrderDelivered.of({ orderId })]) hear(kept, event, true);
    kept.take({ kind: 'caught-up', effects: 'held' });
    expect(kept.told.every((step) => step.endsWith('cancelled'))).toBe(true);
  });
});
