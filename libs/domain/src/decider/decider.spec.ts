import { describe, expect, test } from '@jest/globals';
import {
  AggregateReadOnly,
  BusinessRuleViolation,
  DomainEvent,
  EventType,
  StateType,
  aggregateDefinitionOf,
  captureState,
  changesOf,
  checkAggregate,
  copyAggregate,
  createAggregate,
  decide,
  decider,
  markRecorded,
  replay,
  restoreState,
  type JsonValue,
} from '@daybook/domain';
import { StockItem, StockReceived, StockReserved, nothingInStock } from './example/stock.js';

const now = new Date('2026-01-31T12:00:00Z');
const meta = (version: number) => ({ eventId: `e-${version}`, aggregateId: 'pen', version, occurredAt: now });

function stocked(quantity = 5): StockItem {
  const item = createAggregate(StockItem, 'pen');
  replay(item, StockReceived.of({ quantity }), meta(1));
  return item;
}

describe('a decider', () => {
  test('is a class of aggregates that knows its events', () => {
    checkAggregate(StockItem);
    expect(aggregateDefinitionOf(StockItem)).toMatchObject({
      category: 'stock',
      aggregateClass: StockItem,
      events: [StockReceived, StockReserved],
    });
    expect(createAggregate(StockItem, 'pen').state).toEqual(nothingInStock);
  });

  test('decides one event, several, or none, and folds them at once', () => {
    const item = createAggregate(StockItem, 'pen');
    item.decide({ type: 'receive', quantity: 5 });
    item.decide({ type: 'receive', quantity: 0 });
    item.decide({ type: 'refill-and-reserve', orderId: 'o-1', quantity: 2 });
    expect(changesOf(item).map(({ event, version }) => [version, event])).toEqual([
      [1, StockReceived.of({ quantity: 5 })],
      [2, StockReceived.of({ quantity: 2 })],
      [3, StockReserved.of({ orderId: 'o-1', quantity: 2 })],
    ]);
    expect(item.state).toMatchObject({ onHand: 5, reservations: new Map([['o-1', 2]]) });
  });

  test('refuses by a rule, and has decided nothing then', () => {
    const item = stocked(1);
    expect(() => item.decide({ type: 'reserve', orderId: 'o-1', quantity: 2 })).toThrow(BusinessRuleViolation);
    expect(changesOf(item)).toEqual([]);
    expect(item.state.onHand).toBe(1);
  });

  test('comes to the same state by the events that were recorded', () => {
    const item = stocked();
    decide(item, { now }, (one) => one.decide({ type: 'reserve', orderId: 'o-1', quantity: 2 }));
    const again = stocked();
    for (const { event, ...change } of changesOf(item)) replay(again, event, { ...change, aggregateId: 'pen' });
    expect(again.state).toEqual(item.state);
    expect(again.version).toBe(2);
  });

  test('survives capture and restoration, and copying', () => {
    const item = stocked();
    decide(item, { now }, (one) => one.decide({ type: 'reserve', orderId: 'o-1', quantity: 2 }));
    markRecorded(item);
    const restored = createAggregate(StockItem, 'pen');
    restoreState(restored, JSON.parse(JSON.stringify(captureState(item))) as JsonValue, item.version);
    for (const other of [restored, copyAggregate(item)]) {
      expect(other.state).toEqual(item.state);
      other.decide({ type: 'reserve', orderId: 'o-2', quantity: 3 });
      expect([other.state.onHand, item.state.onHand]).toEqual([0, 3]);
    }
  });

  test('may keep one value in two places of its state', () => {
    const Till = decider('till', {
      initialState: { last: undefined as object | undefined, all: [] as readonly object[] },
      events: [StockReserved],
      decide: (orderId: string) => StockReserved.of({ orderId, quantity: 1 }),
      evolve: ({ all }, { orderId }) => {
        const last = { orderId };
        return { last, all: [...all, last] };
      },
    });
    const till = createAggregate(Till, 't-1');
    till.decide('o-1');
    markRecorded(till);
    expect(copyAggregate(till).state).toEqual({ last: { orderId: 'o-1' }, all: [{ orderId: 'o-1' }] });
  });

  test('shares its state with a copy as long as nobody can change anything in it', () => {
    const shared = stocked();
    expect(copyAggregate(shared).state).toBe(shared.state);

    @StateType('decider-spec.counter')
    class Counter {
      count = 0;
    }
    const Counted = decider('counted', {
      initialState: { counter: new Counter() },
      events: [StockReceived],
      decide: () => [],
      evolve: (state) => ({ ...state }),
    });
    const counted = createAggregate(Counted, 'c-1');
    const copy = copyAggregate(counted);
    (counted.state.counter as Counter).count = 1;
    expect([counted.state.counter.count, copy.state.counter.count]).toEqual([1, 0]);
  });

  test('cannot have a state that goes round in a circle', () => {
    const circle: { self?: object } = {};
    circle.self = circle;
    const evolve = (state: { readonly self?: object }) => state;
    const Round = decider('round', { initialState: circle, events: [StockReceived], decide: () => [], evolve });
    expect(() => captureState(createAggregate(Round, 'r-1'))).toThrow(
      expect.objectContaining({ code: 'state-not-captured' }),
    );
  });

  test('is told the moment of the decision and which one it decides about', () => {
    const Diary = decider('diary', {
      initialState: '',
      events: [StockReserved],
      decide: (quantity: number, _state, context) =>
        StockReserved.of({ orderId: `${context.id} ${context.now.toISOString()}`, quantity }),
      evolve: (_state, { orderId }, { version, aggregateId, occurredAt }) =>
        `${orderId} ${version} ${aggregateId} ${occurredAt.toISOString()}`,
    });
    const diary = createAggregate(Diary, 'd-1');
    decide(diary, { now }, (one) => one.decide(1));
    expect(diary.state).toBe(`d-1 ${now.toISOString()} 1 d-1 ${now.toISOString()}`);
  });

  test('can have a state that is no object', () => {
    const Count = decider('count', {
      initialState: null as number | null,
      events: [StockReceived],
      decide: (quantity: number) => StockReceived.of({ quantity }),
      evolve: (state, { quantity }) => (state ?? 0) + quantity,
    });
    const count = createAggregate(Count, 'c-1');
    expect(count.state).toBeNull();
    count.decide(2);
    count.decide(3);
    markRecorded(count);
    expect([count.state, copyAggregate(count).state]).toEqual([5, 5]);
  });

  test('has the name of its category, where a class has its own', () => {
    expect(StockItem.name).toBe('stock');
    const sealed = createAggregate(StockItem, 'pen');
    expect(() => decide(sealed, { now }, () => Promise.resolve() as never)).toThrow('stock');
    expect(() => sealed.decide({ type: 'receive', quantity: 1 })).toThrow(AggregateReadOnly);
  });
});

describe('a decider is refused', () => {
  const given = { initialState: 0, decide: () => [], evolve: (state: number) => state };

  test('with a category that cannot be kept', () => {
    expect(() => decider('stock-item', { ...given, events: [StockReceived] })).toThrow(
      expect.objectContaining({ code: 'invalid-name' }),
    );
  });

  test('without a state to begin with', () => {
    const nothing = { ...given, initialState: undefined, evolve: () => undefined };
    expect(() => decider('stock', { ...nothing, events: [StockReceived] })).toThrow(
      'The decider "stock" begins with no state: initialState is undefined.',
    );
  });

  test('with a class that is none of events, or bears no type', () => {
    class Unnamed extends DomainEvent<'unnamed'> {}
    expect(() => decider('stock', { ...given, events: [Object as never] })).toThrow(
      expect.objectContaining({ code: 'event-type-missing' }),
    );
    expect(() => decider('stock', { ...given, events: [Unnamed] })).toThrow(
      expect.objectContaining({ code: 'event-type-missing', className: 'Unnamed' }),
    );
  });

  test('when an event has no function', () => {
    const evolve = { 'stock.received': (state: number) => state } as never;
    expect(() => decider('stock', { ...given, events: [StockReceived, StockReserved], evolve })).toThrow(
      expect.objectContaining({ code: 'evolve-missing', decider: 'stock', eventType: 'stock.reserved' }),
    );
  });

  test('when two of its events have one type', () => {
    @EventType('stock.received')
    class Namesake extends DomainEvent<'stock.received'> {}
    const Twice = decider('stock', { ...given, events: [StockReceived, Namesake] });
    expect(() => checkAggregate(Twice)).toThrow(expect.objectContaining({ code: 'duplicate-event-type' }));
  });
});
