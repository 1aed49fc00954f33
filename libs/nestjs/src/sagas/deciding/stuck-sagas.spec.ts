import { describe, expect, test } from '@jest/globals';
import { OrderDelivered } from '../example/fulfilment-events.js';
import { cancelled, captured, hear, order, orderId, reserved, submitted } from './example/heard-orders.js';

describe('A refused command', () => {
  const refusal = { code: 'out-of-stock', message: 'None left.', data: { left: 0 } };

  test('is told to the method that hears of it', () => {
    const kept = order(submitted);
    kept.claim();
    kept.take({ kind: 'refused', step: 1, refusal });
    expect(kept.record).toMatchObject({ status: 'compensated', state: { refusedBy: 'out-of-stock' } });
    expect(kept.all()[0]).toMatchObject({ status: 'refused', failure: 'out-of-stock: None left.' });
  });

  test('leaves the instance stuck if nobody hears of it, until an operator has it sent again', () => {
    const stuck = order(submitted, captured);
    for (const step of [1, 2]) stuck.take({ kind: 'accepted', step: stuck.claim()?.number ?? step });
    stuck.claim();
    stuck.take({ kind: 'refused', step: 4, refusal });
    expect(stuck.record).toMatchObject({
      failure: 'out-of-stock: None left.',
      stuckAt: { step: 4 },
      status: 'running',
    });
    expect(stuck.claim()).toBeUndefined();
    stuck.take({ kind: 'retry' });
    expect(stuck.record).toMatchObject({ failure: undefined, stuckAt: undefined });
    expect(stuck.all()[3]).toMatchObject({ status: 'due', turn: 3, attempts: 0, failure: undefined });
  });

  test('counts for nothing when it is over already', () => {
    const kept = order(submitted);
    kept.sendAll();
    expect(kept.take({ kind: 'refused', step: 1, refusal })).toBeUndefined();
    expect(kept.take({ kind: 'accepted', step: 1 })).toBeUndefined();
    expect(kept.take({ kind: 'accepted', step: 17 })).toBeUndefined();
    expect(order().take({ kind: 'accepted', step: 1 })).toBeUndefined();
  });

  test('leaves an instance that was completed stuck, too', () => {
    const kept = order(submitted, OrderDelivered.of({ orderId }));
    kept.claim();
    kept.take({ kind: 'refused', step: 1, refusal });
    expect(kept.record).toMatchObject({ status: 'completed', stuckAt: { step: 1 } });
    kept.take({ kind: 'skip', reason: 'done by telephone' });
    expect(kept.sendAll()).toEqual(['reserve-stock o-1 b']);
    expect(kept.all()[0]).toMatchObject({ status: 'skipped', failure: 'done by telephone' });
  });
});

describe('A refused compensation', () => {
  test('leaves the instance stuck, and its operator decides', () => {
    const kept = order(submitted, reserved('a'), reserved('b'));
    hear(kept, cancelled);
    const claimed = kept.claim();
    kept.take({
      kind: 'refused',
      step: claimed?.number ?? 0,
      refusal: { code: 'not-reserved', message: 'Nothing there.' },
    });
    expect(kept.record).toMatchObject({
      status: 'compensating',
      stuckAt: { step: 4 },
      failure: 'not-reserved: Nothing there.',
    });
    expect(kept.claim()).toBeUndefined();
    kept.take({ kind: 'retry' });
    expect(kept.sendAll()).toEqual(['release-stock o-1 b', 'release-stock o-1 a']);
    expect(kept.record?.status).toBe('compensated');
  });

  test('is the last thing that an instance waits for', () => {
    const kept = order(submitted, reserved('a'), cancelled);
    kept.claim();
    kept.take({ kind: 'refused', step: 3, refusal: { code: 'not-reserved', message: 'Nothing there.' } });
    expect(kept.record).toMatchObject({ status: 'compensating', stuckAt: { step: 3 } });
    kept.take({ kind: 'skip', reason: 'released by hand' });
    expect(kept.record).toMatchObject({ status: 'compensated', failure: undefined });
  });
});

describe('An operator', () => {
  test('has what failed tried again, or left out', () => {
    const kept = order(submitted);
    expect(kept.take({ kind: 'retry' })).toBeUndefined();
    expect(kept.take({ kind: 'skip', reason: 'x' })).toBeUndefined();
    const fail = (): void => kept.fail(kept.claim()?.number ?? 0, true);
    fail();
    kept.take({ kind: 'retry' });
    expect(kept.all()[0]).toMatchObject({ status: 'due', attempts: 0 });
    fail();
    kept.take({ kind: 'skip', reason: 'no such product' });
    expect(kept.sendAll()).toEqual(['reserve-stock o-1 b']);
    expect(kept.all()[0]).toMatchObject({ status: 'skipped', failure: 'no such product', turn: 1 });
  });

  test('ends an instance; what is being sent comes to its end', () => {
    const kept = order(submitted, reserved('a'));
    const claimed = kept.claim();
    kept.take({ kind: 'end', reason: 'a test order' });
    expect(kept.record).toMatchObject({ status: 'ended', reason: 'a test order' });
    expect(kept.told).toEqual(['1 reserve-stock due', '2 reserve-stock cancelled', '3 release-stock cancelled']);
    expect(kept.deadlines.size).toBe(0);
    expect(hear(kept, reserved('b'))).toBeUndefined();
    kept.take({ kind: 'refused', step: claimed?.number ?? 0, refusal: { code: 'no', message: 'No.' } });
    expect(kept.record).toMatchObject({ status: 'ended', failure: undefined });
    expect(kept.take({ kind: 'end', reason: 'again' })).toBeUndefined();
  });

  test('ends what is stuck though it was completed, and nothing that is over', () => {
    const kept = order(submitted, OrderDelivered.of({ orderId }));
    kept.fail(kept.claim()?.number ?? 0, true);
    kept.take({ kind: 'end', reason: 'for good' });
    expect(kept.record).toMatchObject({ status: 'ended', failure: undefined });
    const over = order(submitted, cancelled);
    expect(over.take({ kind: 'end', reason: 'x' })).toBeUndefined();
    expect(order().take({ kind: 'end', reason: 'x' })).toBeUndefined();
  });

  test('is not needed any more when the instance turns round', () => {
    const kept = order(submitted, reserved('a'));
    kept.fail(kept.claim()?.number ?? 0, true);
    expect(kept.record?.failure).toBe('lost');
    hear(kept, cancelled);
    expect(kept.record).toMatchObject({ failure: undefined, stuckAt: undefined, status: 'compensating' });
    expect(kept.sendAll()).toEqual(['release-stock o-1 a']);
  });
});
