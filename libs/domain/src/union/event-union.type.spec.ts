import { createAggregate, decider, DomainEvent, On, AggregateRoot, unionOf } from '@daybook/domain';
import { z } from 'zod';

const received = z.strictObject({ type: z.literal('stock.received'), quantity: z.int().positive() });
const reserved = z.strictObject({ type: z.literal('stock.reserved'), orderId: z.string(), lines: z.array(z.int()) });
const schema = z.discriminatedUnion('type', [received, reserved]);

const events = unionOf(schema, ['stock.received', 'stock.reserved'], {
  'stock.reserved': { version: 2, personal: ['orderId'] },
});
unionOf(received, ['stock.received']);

// @ts-expect-error a type of the schema that the list lacks
unionOf(schema, ['stock.received']);
// @ts-expect-error a type too much
unionOf(schema, ['stock.received', 'stock.reserved', 'stock.shipped']);
// @ts-expect-error no list
unionOf(schema, 'stock.received');
// @ts-expect-error nothing says which types there are
unionOf(z.object({ type: z.string() }), ['stock.received']);
// @ts-expect-error told apart by another name
unionOf(z.object({ kind: z.literal('stock.received') }), ['stock.received']);
// @ts-expect-error it would change what it judges
unionOf(z.object({ type: z.literal('stock.received'), at: z.string().transform(Number) }), ['stock.received']);
// @ts-expect-error no such type
unionOf(schema, ['stock.received', 'stock.reserved'], { 'stock.shipped': { version: 2 } });
// @ts-expect-error no such field
unionOf(schema, ['stock.received', 'stock.reserved'], { 'stock.received': { personal: ['orderId'] } });
// @ts-expect-error no schema
unionOf({ type: 'stock.received' }, ['stock.received']);

// An event of the union is an event, and is read by its type.
const event: DomainEvent<'stock.received'> = events.of({ type: 'stock.received', quantity: 1 });
export const quantity: number = events.of({ type: 'stock.received', quantity: 1 }).quantity;
// @ts-expect-error a field is missing
events.of({ type: 'stock.received' });
// @ts-expect-error a field too much
events.of({ type: 'stock.received', quantity: 1, orderId: 'o-1' });
// @ts-expect-error no such type
events.of({ type: 'stock.shipped', quantity: 1 });
// @ts-expect-error another event
export const other: DomainEvent<'stock.reserved'> = event;

const { 'stock.received': Received } = events.classes;
export class Shelf extends AggregateRoot {
  @On(Received) protected received(_event: { readonly quantity: number }): void {}
  // @ts-expect-error another event
  @On(Received) protected reserved(_event: { readonly orderId: string }): void {}
}

interface Stock {
  readonly onHand: number;
  readonly orders: readonly string[];
}
const initialState: Stock = { onHand: 0, orders: [] };

const StockItem = decider('stock', {
  initialState,
  events,
  decide: (command: { readonly orderId?: string }) =>
    command.orderId === undefined
      ? { type: 'stock.received', quantity: 1 }
      : [{ type: 'stock.reserved', orderId: command.orderId, lines: [] }],
  evolve(state, event) {
    switch (event.type) {
      case 'stock.received':
        return { ...state, onHand: state.onHand + event.quantity };
      case 'stock.reserved':
        // @ts-expect-error a list in an event
        event.lines = [];
        return { ...state, orders: [...state.orders, event.orderId] };
    }
  },
});
createAggregate(StockItem, 'pen').decide({ orderId: 'o-1' });
decider('stock', {
  initialState,
  events,
  decide: () => [],
  evolve: {
    'stock.received': (state, { quantity }) => ({ ...state, onHand: quantity }),
    'stock.reserved': (state) => state,
  },
});

decider('stock', {
  initialState,
  events,
  decide: () => [],
  // @ts-expect-error one event is forgotten
  evolve(state, event) {
    if (event.type === 'stock.received') return state;
  },
});
// @ts-expect-error one event has no function
decider('stock', { initialState, events, decide: () => [], evolve: { 'stock.received': (state) => state } });
// @ts-expect-error no event of the union
decider('stock', { initialState, events, decide: () => ({ type: 'stock.shipped' }), evolve: (state) => state });
// @ts-expect-error an event that lacks a field
decider('stock', { initialState, events, decide: () => ({ type: 'stock.received' }), evolve: (state) => state });
// @ts-expect-error a decision is taken at once
decider('stock', { initialState, events, decide: async () => [], evolve: (state) => state });
