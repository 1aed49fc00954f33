import { describe, expect, test } from '@jest/globals';
import {
  DomainEvent,
  EventType,
  NotAnEventOfDecider,
  EvolvedToNothing,
  changesOf,
  createAggregate,
  decider,
  replay,
} from '@daybook/domain';
import { StockReceived } from './example/stock.js';

@EventType('stock.lost')
class StockLost extends DomainEvent<'stock.lost'> {}

/** A decider whose functions the compiler has not seen. */
function mistaken(functions: { readonly decide?: () => unknown; readonly evolve?: () => unknown }) {
  const events = [StockReceived] as const;
  const decide = () => StockReceived.of({ quantity: 1 });
  const evolve = (state: number) => state;
  return createAggregate(
    decider('stock', { initialState: 0, events, decide, evolve, ...(functions as object) }),
    'pen',
  );
}

describe('decide is mistaken when it returns', () => {
  test.each([
    ['undefined', undefined],
    ['null', null],
    ['a number', 3],
    ['an object without a type', { quantity: 3 }],
    ['an object with the type "stock.received"', { type: 'stock.received' }],
    ['an event of the class StockLost', StockLost.of()],
    ['a list in a list', [[StockReceived.of({ quantity: 1 })]]],
    ['undefined', [StockReceived.of({ quantity: 1 }), undefined]],
    ['a promise', Promise.reject(new Error('nobody hears of it'))],
  ])('%s', (found, decided) => {
    const item = mistaken({ decide: () => decided });
    const refusal = expect.objectContaining({ code: 'not-an-event-of-decider', decider: 'stock', found });
    expect(() => item.decide({})).toThrow(refusal);
    expect(() => item.decide({})).toThrow(NotAnEventOfDecider);
    expect(changesOf(item)).toEqual([]);
  });
});

describe('evolve is mistaken when it returns', () => {
  test.each([
    ['undefined', undefined],
    ['a promise', Promise.reject(new Error('nobody hears of it'))],
  ])('%s', (found, state) => {
    const item = mistaken({ evolve: () => state });
    expect(() => item.decide({})).toThrow(EvolvedToNothing);
    expect(changesOf(item)).toEqual([]);
    const read = mistaken({ evolve: () => state });
    const meta = { eventId: 'e-1', aggregateId: 'pen', version: 1, occurredAt: new Date(0) };
    expect(() => replay(read, StockReceived.of({ quantity: 1 }), meta)).toThrow(
      `The decider "stock" has no state after "stock.received": evolve returned ${found}.`,
    );
  });
});
