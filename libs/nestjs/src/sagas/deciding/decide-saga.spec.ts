import type { SagaChange } from '@daybook/event-store';
import { describe, expect, test } from '@jest/globals';
import { CustomerWarned, OrderDelivered, StockReserved } from '../example/fulfilment-events.js';
import { recorded } from '../example/recorded.js';
import { cancelled, captured, hear, order, orderId, reserved, saga, submitted } from './example/heard-orders.js';
import { KeptSaga } from './example/kept-saga.js';

describe('An instance', () => {
  test('begins with the event that begins it, in its conversation', () => {
    const kept = order(submitted);
    expect(kept.record).toMatchObject({
      saga: 'order-fulfilment',
      key: orderId,
      version: 1,
      status: 'running',
      state: { open: ['a', 'b'] },
      correlationId: 'c-1',
      metadata: { actor: 'customer:7', traceparent: '00-trace' },
      startedBy: { position: 7 },
      startedAt: kept.now,
      steps: 2,
      turns: 2,
      failure: undefined,
    });
    expect(kept.told).toEqual(['1 reserve-stock due', '2 reserve-stock due']);
    expect(kept.all()[1]).toMatchObject({ turn: 2, kind: 'command', payload: { orderId, sku: 'b' } });
    expect(kept.all()[1]?.cause).toEqual({ event: kept.record?.startedBy.eventId, type: 'order.submitted' });
    expect(kept.deadlines).toEqual(new Map([['payment', new Date('2026-01-01T09:30:00Z')]]));
  });

  test('begins a conversation by itself if its event belongs to none', () => {
    const kept = new KeptSaga(saga);
    const event = recorded(submitted);
    kept.take({ kind: 'event', recorded: event, history: false });
    expect(kept.record).toMatchObject({ correlationId: event.eventId, metadata: {} });
  });

  test('is not begun by another event, for another key, or by a copy', () => {
    expect(hear(order(), reserved('a'))).toBeUndefined();
    expect(hear(new KeptSaga(saga, 'o-2'), submitted)).toBeUndefined();
    const copiedFrom = { streamId: 'order-o-0', version: 1, eventId: 'e-1' };
    const copy = recorded(submitted, { metadata: { copiedFrom } });
    expect(order().take({ kind: 'event', recorded: copy, history: false })).toBeUndefined();
  });

  test('goes on from its state, and sends what it asks for in turn', () => {
    const kept = order(submitted);
    expect(kept.sendAll()).toEqual(['reserve-stock o-1 a', 'reserve-stock o-1 b']);
    hear(kept, reserved('b'));
    hear(kept, reserved('a'));
    expect(kept.sendAll()).toEqual(['capture-payment o-1']);
    hear(kept, captured);
    expect(kept.record?.state).toEqual({ open: [], paid: true });
    expect(kept.deadlines.size).toBe(0);
    expect(kept.sendAll()).toEqual(['ship-order o-1']);
    expect(kept.told.filter((step) => step.endsWith('declared'))).toEqual([
      '3 release-stock declared',
      '4 release-stock declared',
      '6 refund-payment declared',
    ]);
  });

  test('hears of its conversation where a handler has no key', () => {
    const kept = order(submitted);
    hear(kept, CustomerWarned.of({ note: 'twice' }));
    expect(kept.record?.state).toMatchObject({ notes: ['twice'] });
    const elsewhere = recorded(CustomerWarned.of({ note: 'x' }), { metadata: { correlationId: 'c-2' } });
    expect(kept.take({ kind: 'event', recorded: elsewhere, history: false })).toBeUndefined();
    const alone = recorded(CustomerWarned.of({ note: 'x' }));
    expect(kept.take({ kind: 'event', recorded: alone, history: false })).toBeUndefined();
  });

  test('passes over what is for another one', () => {
    const kept = order(submitted);
    const change = kept.take({
      kind: 'event',
      recorded: recorded(StockReserved.of({ orderId: 'o-2', sku: 'a' })),
      history: false,
    });
    expect(change).toBeUndefined();
  });

  test('sets its deadline anew when what began it happens again while it runs', () => {
    const kept = order(submitted);
    kept.now = new Date('2026-01-01T09:10:00Z');
    hear(kept, submitted);
    expect(kept.deadlines.get('payment')).toEqual(new Date('2026-01-01T09:40:00Z'));
    expect(kept.record).toMatchObject({ steps: 4, state: { open: ['a', 'b', 'a', 'b'] } });
  });
});

describe('An instance that is completed', () => {
  const kept = order(submitted, reserved('a'));
  const change = hear(kept, OrderDelivered.of({ orderId }));

  test('lets go of deadlines and compensations, and still sends what was asked for', () => {
    expect(change?.record.status).toBe('completed');
    expect(kept.deadlines.size).toBe(0);
    expect(kept.told).toEqual(['1 reserve-stock due', '2 reserve-stock due', '3 release-stock cancelled']);
  });

  test('hears of nothing any more, and is not begun again', () => {
    for (const event of [submitted, captured, cancelled]) expect(hear(kept, event)).toBeUndefined();
    expect(kept.sendAll()).toHaveLength(2);
    expect(kept.record?.status).toBe('completed');
  });
});

describe('An instance that turns round', () => {
  test('undoes what it declared, last things first, and nothing else', () => {
    const kept = order(submitted, reserved('a'), reserved('b'), captured);
    hear(kept, cancelled);
    expect(kept.record).toMatchObject({ status: 'compensating', reason: 'the customer has cancelled' });
    expect(kept.sendAll()).toEqual(['refund-payment o-1', 'release-stock o-1 b', 'release-stock o-1 a']);
    expect(kept.record?.status).toBe('compensated');
    expect(kept.told.filter((step) => step.endsWith('cancelled'))).toEqual([
      '1 reserve-stock cancelled',
      '2 reserve-stock cancelled',
      '5 capture-payment cancelled',
      '7 ship-order cancelled',
    ]);
    expect(kept.all()[0]?.failure).toBe('the customer has cancelled');
  });

  test('is compensated at once if there is nothing to undo', () => {
    const kept = order(submitted, cancelled);
    expect(kept.record?.status).toBe('compensated');
    expect(kept.deadlines.size).toBe(0);
  });

  test('lets a command that is being sent come to its end, and undoes what comes of it', () => {
    const kept = order(submitted);
    const claimed = kept.claim();
    hear(kept, cancelled);
    expect(kept.told).toEqual(['1 reserve-stock due', '2 reserve-stock cancelled']);
    expect(kept.record?.status).toBe('compensating');
    hear(kept, reserved('a'));
    kept.take({ kind: 'accepted', step: claimed?.number ?? 0 });
    expect(kept.sendAll()).toEqual(['release-stock o-1 a']);
    expect(kept.record).toMatchObject({ status: 'compensated', state: { open: ['b'] } });
  });

  test('hears of facts that come late, undoes them before the rest, and sends nothing else', () => {
    const kept = order(submitted, reserved('a'));
    hear(kept, cancelled);
    hear(kept, reserved('b'));
    expect(kept.told).toEqual([
      '1 reserve-stock cancelled',
      '2 reserve-stock cancelled',
      '3 release-stock due',
      '4 release-stock due',
      '5 capture-payment cancelled',
    ]);
    expect(kept.sendAll()).toEqual(['release-stock o-1 b', 'release-stock o-1 a']);
  });

  test('undoes also what comes when it had undone everything', () => {
    const kept = order(submitted, cancelled);
    hear(kept, reserved('a'));
    expect(kept.record?.status).toBe('compensating');
    expect(kept.sendAll()).toEqual(['release-stock o-1 a']);
    expect(kept.record?.status).toBe('compensated');
  });

  test('is not begun again when it has undone everything', () => {
    expect(hear(order(submitted, cancelled), submitted)).toBeUndefined();
  });

  test('does not wait for the refusal of what it does not want any more', () => {
    const kept = order(submitted);
    const claimed = kept.claim();
    hear(kept, cancelled);
    kept.take({
      kind: 'refused',
      step: claimed?.number ?? 0,
      refusal: { code: 'out-of-stock', message: 'None left.' },
    });
    expect(kept.record).toMatchObject({
      status: 'compensated',
      failure: undefined,
      state: { refusedBy: 'out-of-stock' },
    });
  });
});

describe('A deadline', () => {
  const dueAt = new Date('2026-01-01T09:30:00Z');
  const fire = (kept: KeptSaga, at = dueAt): SagaChange | undefined => {
    kept.now = new Date('2026-01-01T09:30:00Z');
    return kept.take({ kind: 'deadline', deadline: { name: 'payment', dueAt: at } });
  };

  test('calls its method once', () => {
    const kept = order(submitted, reserved('a'));
    fire(kept);
    expect(kept.record).toMatchObject({ status: 'compensating', reason: 'not paid in time' });
    expect(kept.deadlines.size).toBe(0);
    expect(fire(kept)).toBeUndefined();
  });

  test('calls nothing if it was moved, taken back, or is not due', () => {
    const kept = order(submitted);
    expect(fire(kept, new Date('2026-01-01T09:29:00Z'))).toBeUndefined();
    expect(fire(order(submitted, captured))).toBeUndefined();
    expect(fire(order())).toBeUndefined();
    const early = order(submitted);
    expect(early.take({ kind: 'deadline', deadline: { name: 'payment', dueAt } })).toBeUndefined();
  });
});
