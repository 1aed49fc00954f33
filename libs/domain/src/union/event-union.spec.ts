import { describe, expect, test } from '@jest/globals';
import {
  EventNotInUnion,
  EventUnionInvalid,
  aggregateDefinitionOf,
  asEvent,
  captureState,
  changesOf,
  checkAggregate,
  createAggregate,
  decider,
  enforce,
  eventDefinitionOf,
  eventFromJson,
  isDomainEvent,
  personalFieldsOf,
  replay,
  restoreState,
  unionOf,
  type EventSchema,
  type PlainEvent,
} from '@daybook/domain';
import { z } from 'zod';

const quantity = z.int().positive();

const stockEvents = unionOf(
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('stock.received'), quantity, lots: z.array(z.string()).optional() }),
    z.strictObject({ type: z.literal('stock.reserved'), orderId: z.string(), quantity }),
  ]),
  ['stock.received', 'stock.reserved'],
  { 'stock.reserved': { version: 2, personal: ['orderId'] } },
);

type StockCommand =
  | { readonly type: 'receive'; readonly quantity: number; readonly lots?: readonly string[] }
  | { readonly type: 'reserve'; readonly orderId: string; readonly quantity: number };

interface Stock {
  readonly onHand: number;
  readonly lots: readonly string[];
  /** Whole events, as they were handed in. */
  readonly reservations: readonly { readonly orderId: string; readonly quantity: number }[];
}
const nothingInStock: Stock = { onHand: 0, lots: [], reservations: [] };

const StockItem = decider('stock', {
  initialState: nothingInStock,
  events: stockEvents,
  decide(command: StockCommand, state) {
    if (command.type === 'receive') {
      return { type: 'stock.received', quantity: command.quantity, ...(command.lots && { lots: [...command.lots] }) };
    }
    const holds = command.quantity <= state.onHand;
    enforce({ code: 'stock-must-suffice', holds, message: 'Receive some first.' });
    return { type: 'stock.reserved', orderId: command.orderId, quantity: command.quantity };
  },
  evolve(state, event) {
    switch (event.type) {
      case 'stock.received':
        return { ...state, onHand: state.onHand + event.quantity, lots: [...state.lots, ...(event.lots ?? [])] };
      case 'stock.reserved':
        return { ...state, onHand: state.onHand - event.quantity, reservations: [...state.reservations, event] };
    }
  },
});

const { 'stock.received': Received, 'stock.reserved': Reserved } = stockEvents.classes;
const meta = (version: number) => ({ eventId: `e-${version}`, aggregateId: 'pen', version, occurredAt: new Date(0) });

describe('a union of events', () => {
  test('has a class for each type, with the version and the personal fields that it was given', () => {
    expect(eventDefinitionOf(Received)).toMatchObject({
      type: 'stock.received',
      schemaVersion: 1,
      eventClass: Received,
    });
    expect(eventDefinitionOf(Reserved)).toMatchObject({ type: 'stock.reserved', schemaVersion: 2 });
    expect([...personalFieldsOf(Received), ...personalFieldsOf(Reserved)]).toEqual(['orderId']);
  });

  test('makes events of plain objects: known by their type, which is not part of their data', () => {
    const event = stockEvents.of({ type: 'stock.received', quantity: 3 });
    expect(event).toBeInstanceOf(Received);
    expect(isDomainEvent(event) && stockEvents.has(event) && Object.isFrozen(event)).toBe(true);
    expect(event.type).toBe('stock.received');
    expect({ ...event }).toEqual({ quantity: 3 });
    expect(JSON.stringify(event)).toBe('{"quantity":3}');
  });

  test('makes plain objects of events, also of those that were read', () => {
    const read = eventFromJson(eventDefinitionOf(Received), { quantity: 3 });
    expect(stockEvents.has(read) && stockEvents.plain(read)).toEqual({ type: 'stock.received', quantity: 3 });
    expect(read).toEqual(stockEvents.of({ type: 'stock.received', quantity: 3 }));
  });

  test('knows its own events from others', () => {
    const others = unionOf(schemaOf(), ['stock.received']);
    expect(others.has(stockEvents.of({ type: 'stock.received', quantity: 3 }))).toBe(false);
    for (const value of [undefined, 'stock.received', {}, { type: 'stock.received' }]) {
      expect(stockEvents.has(value)).toBe(false);
    }
    expect(() => stockEvents.of({ type: 'stock.shipped' } as never)).toThrow(EventNotInUnion);
    expect(() => stockEvents.of({ type: 'toString' } as never)).toThrow(
      'its type is "toString", and the union has stock.received, stock.reserved.',
    );
  });

  test('refuses the names of fields that JavaScript takes for something else', () => {
    const hostile = JSON.parse(
      '{ "type": "stock.received", "quantity": 1, "__proto__": { "polluted": true } }',
    ) as never;
    expect(() => stockEvents.of(hostile)).toThrow(expect.objectContaining({ code: 'reserved-field' }));
    expect(() => stockEvents.of({ type: 'stock.received', quantity: 1, constructor: 1 } as never)).toThrow(
      expect.objectContaining({ code: 'reserved-field' }),
    );
  });

  test('may have types that are named like what every object has', () => {
    const types = ['toString', '__proto__', 'constructor', 'type'] as const;
    const union = unionOf(schemaOf<(typeof types)[number]>(), types);
    expect(Object.keys(union.classes)).toEqual(types);
    for (const type of types) expect(union.plain(union.of({ type }) as never)).toEqual({ type });
  });
});

/** A schema that accepts everything. */
function schemaOf<Type extends string = 'stock.received'>(): EventSchema<{ readonly type: Type }> {
  return { '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value as never }) } };
}

describe('a union is refused', () => {
  const union = unionOf as (schema: unknown, types: readonly string[], members?: object) => unknown;

  test.each([
    ['without a schema', undefined, ['a']],
    ['with something else than a schema', { type: 'a' }, ['a']],
    ['without a type', schemaOf(), []],
    ['with a type named twice', schemaOf(), ['a', 'b', 'a']],
  ])('%s', (_, schema, types) => {
    expect(() => union(schema, types)).toThrow(EventUnionInvalid);
  });

  test('with a type that cannot be kept, or a version that is none', () => {
    expect(() => union(schemaOf(), ['a\0'])).toThrow(expect.objectContaining({ code: 'invalid-name' }));
    expect(() => union(schemaOf(), ['a'], { a: { version: 0 } })).toThrow(
      expect.objectContaining({ code: 'invalid-schema-version' }),
    );
  });
});

describe('a decider of plain events', () => {
  test('registers the classes of its union', () => {
    checkAggregate(StockItem);
    expect(aggregateDefinitionOf(StockItem).events).toEqual([Received, Reserved]);
  });

  test('decides and folds plain objects, and hands events to the store', () => {
    const item = createAggregate(StockItem, 'pen');
    item.decide({ type: 'receive', quantity: 3, lots: ['a'] });
    item.decide({ type: 'reserve', orderId: 'o-1', quantity: 2 });
    expect(changesOf(item).map(({ event }) => event)).toEqual([
      stockEvents.of({ type: 'stock.received', quantity: 3, lots: ['a'] }),
      stockEvents.of({ type: 'stock.reserved', orderId: 'o-1', quantity: 2 }),
    ]);
    // The state has kept what it was handed: all of it, and as plain data.
    expect(item.state).toEqual({
      onHand: 1,
      lots: ['a'],
      reservations: [{ type: 'stock.reserved', orderId: 'o-1', quantity: 2 }],
    });
    expect(Object.getPrototypeOf(item.state.reservations[0])).toBe(Object.prototype);
  });

  test('comes to the same state by events that were read, and through capture', () => {
    const item = createAggregate(StockItem, 'pen');
    replay(item, eventFromJson(eventDefinitionOf(Received), { quantity: 3 }), meta(1));
    replay(item, eventFromJson(eventDefinitionOf(Reserved), { orderId: 'o-1', quantity: 2 }), meta(2));
    const restored = createAggregate(StockItem, 'pen');
    restoreState(restored, JSON.parse(JSON.stringify(captureState(item))) as never, 2);
    expect(restored.state).toEqual(item.state);
    expect(item.state).toMatchObject({ onHand: 1, reservations: [{ type: 'stock.reserved' }] });
  });

  test('decides events of the union as well as plain ones, and no others', () => {
    const received: PlainEvent = { type: 'stock.received' };
    expect(asEvent(StockItem, { ...received, quantity: 1 } as never)).toEqual(
      stockEvents.of({ type: 'stock.received', quantity: 1 }),
    );
    const event = stockEvents.of({ type: 'stock.received', quantity: 1 });
    expect(asEvent(StockItem, event)).toBe(event);
    const refusal = expect.objectContaining({
      code: 'not-an-event-of-decider',
      found: 'an object with the type "stock.shipped"',
    });
    expect(() => asEvent(StockItem, { type: 'stock.shipped' } as never)).toThrow(refusal);
  });

  test('freezes what it is handed, down to a list in an event', () => {
    const item = createAggregate(StockItem, 'pen');
    replay(item, eventFromJson(eventDefinitionOf(Received), { quantity: 3, lots: ['a'] }), meta(1));
    expect(Object.isFrozen(item.state.lots)).toBe(true);
    const given = ['a'];
    item.decide({ type: 'receive', quantity: 1, lots: given });
    expect(Object.isFrozen(given)).toBe(false);
  });
});
