import { AssertionError } from 'node:assert';
import { expect, test } from '@jest/globals';
import { DomainEvent, EventType, decider, enforce, unionOf } from '@daybook/domain';
import { z } from 'zod';
import { given } from './given.js';

const quantity = z.int().positive();

const stockEvents = unionOf(
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('stock.received'), quantity }),
    z.strictObject({ type: z.literal('stock.reserved'), orderId: z.string(), quantity }),
  ]),
  ['stock.received', 'stock.reserved'],
);

interface Stock {
  readonly onHand: number;
  readonly reservations: ReadonlyMap<string, number>;
}
const nothingInStock: Stock = { onHand: 0, reservations: new Map() };

const StockItem = decider('stock', {
  initialState: nothingInStock,
  events: stockEvents,
  decide(command: { readonly reserve: number; readonly orderId: string }, state) {
    enforce({ code: 'stock-must-suffice', holds: command.reserve <= state.onHand, message: 'Receive some first.' });
    if (command.reserve === 0 || state.reservations.has(command.orderId)) return [];
    return { type: 'stock.reserved', orderId: command.orderId, quantity: command.reserve };
  },
  evolve: {
    'stock.received': (state, event) => ({ ...state, onHand: state.onHand + event.quantity }),
    'stock.reserved': (state, event) => ({
      onHand: state.onHand - event.quantity,
      reservations: new Map(state.reservations).set(event.orderId, event.quantity),
    }),
  },
});

const received = { type: 'stock.received', quantity: 3 } as const;

/** What a failed case says. */
function failureOf(run: () => void): string {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(AssertionError);
    return (error as AssertionError).message;
  }
  throw new Error('The case did not fail.');
}

test('a case of a decider is written in plain events, or in those that its union makes', () => {
  given(StockItem, received)
    .when((item) => item.decide({ reserve: 2, orderId: 'o-1' }))
    .then({ type: 'stock.reserved', orderId: 'o-1', quantity: 2 });
  given(StockItem, stockEvents.of(received))
    .when((item) => item.decide({ reserve: 2, orderId: 'o-1' }))
    .then(stockEvents.of({ type: 'stock.reserved', orderId: 'o-1', quantity: 2 }));
});

test('a case of a decider says what is refused, and that nothing happens', () => {
  given(StockItem, received)
    .when((item) => item.decide({ reserve: 4, orderId: 'o-1' }))
    .refuses('stock-must-suffice');
  given(StockItem, received, { type: 'stock.reserved', orderId: 'o-1', quantity: 2 })
    .when((item) => item.decide({ reserve: 1, orderId: 'o-1' }))
    .thenNothing();
});

test('a case of a decider fails with the difference, and names the event by its type', () => {
  const when = given(StockItem, received).when((item) => item.decide({ reserve: 2, orderId: 'o-1' }));
  const message = failureOf(() => when.then({ type: 'stock.reserved', orderId: 'o-1', quantity: 1 }));
  expect(message).toContain('the aggregate decided stock.reserved');
  expect(message).toMatch(/\+ +quantity: 2/);
  expect(message).toMatch(/- +quantity: 1/);
  expect(failureOf(() => when.then({ type: 'stock.received', quantity: 2 }))).toContain('stock.received');
});

test('an object that is no event of the decider is refused', () => {
  const refusal = expect.objectContaining({ code: 'not-an-event-of-decider' });
  expect(() => given(StockItem, { type: 'stock.lost' } as never)).toThrow(refusal);
  const when = given(StockItem).when((item) => item.decide({ reserve: 0, orderId: 'o-1' }));
  expect(() => when.then({ quantity: 1 } as never)).toThrow(refusal);
});

test('the second run finds a state that its capture loses', () => {
  @EventType('box.opened')
  class Opened extends DomainEvent<'box.opened'> {}
  const Box = decider('box', {
    initialState: { isOpen: () => false },
    events: [Opened],
    decide: (_: 'open', state) => (state.isOpen() ? [] : Opened.of()),
    evolve: () => ({ isOpen: () => true }),
  });
  const when = given(Box).when((box) => box.decide('open'));
  expect(() => when.then(Opened.of())).toThrow(expect.objectContaining({ code: 'state-not-captured' }));
});
