import { changesOf, createAggregate, isBusinessRuleViolation, replay } from '@daybook/domain';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { negativePositions } from './example/negative-positions.js';
import { wrongStockItems } from './example/wrong-stock-items.js';
import type { StockCommand } from './stock-command.js';
import { StockItem } from './stock-item.js';
import { availableOf } from './stock.js';

const orderId = fc.constantFrom('o-1', 'o-2', 'o-3', '__proto__');
const quantity = fc.integer({ min: -1, max: 6 });
const commands: fc.Arbitrary<StockCommand[]> = fc.array(
  fc.oneof(
    fc.record({ type: fc.constant('receive' as const), quantity }),
    fc.record({ type: fc.constant('reserve' as const), orderId, quantity }),
    fc.record({ type: fc.constant('release' as const), orderId }),
    fc.record({ type: fc.constant('pick' as const), orderId }),
    fc.record({ type: fc.constant('put-back' as const), orderId }),
    fc.record({ type: fc.constant('count' as const), counted: quantity }),
  ),
  { minLength: 20, maxLength: 60 },
);

/** A shelf as a list of pieces, each of which lies there free or has the name of an order on it. */
class Shelf {
  readonly pieces: (string | undefined)[] = [];
  /** What somebody has in hand, by the names on it. */
  #inHand: string[] = [];
  /** The orders that have pieces, in the order in which they got them. */
  #orders: string[] = [];

  /** Does what it is told, if it can. */
  obey(command: StockCommand): boolean {
    const named = 'orderId' in command ? this.pieces.filter((name) => name === command.orderId) : [];
    if ('quantity' in command && command.quantity < 1) return false;
    switch (command.type) {
      case 'receive':
        for (let piece = 0; piece < command.quantity; piece++) this.pieces.push(undefined);
        return true;
      case 'reserve':
        if (named.length > 0 || this.free < command.quantity) return false;
        for (let piece = 0; piece < command.quantity; piece++) this.#rename(undefined, command.orderId);
        this.#orders = [...this.#orders.filter((order) => order !== command.orderId), command.orderId];
        return true;
      case 'release':
      case 'expire':
        for (const name of named) this.#rename(name, undefined);
        return named.length > 0;
      case 'pick':
        for (const name of named) this.pieces.splice(this.pieces.indexOf(name), 1);
        this.#inHand.push(...named.map(() => command.orderId));
        return named.length > 0;
      case 'put-back': {
        const back = this.#inHand.filter((name) => name === command.orderId);
        this.#inHand = this.#inHand.filter((name) => name !== command.orderId);
        this.pieces.push(...back.map(() => undefined));
        return back.length > 0;
      }
      case 'count':
        return this.#recount(command.counted);
    }
  }

  get free(): number {
    return this.pieces.filter((name) => name === undefined).length;
  }

  #recount(counted: number): boolean {
    if (counted < 0) return false;
    while (this.pieces.length - this.free > counted) {
      const last = this.#orders.pop();
      while (this.pieces.includes(last)) this.#rename(last, undefined);
    }
    while (this.pieces.length > counted) this.pieces.splice(this.pieces.indexOf(undefined), 1);
    while (this.pieces.length < counted) this.pieces.push(undefined);
    return true;
  }

  #rename(name: string | undefined, other: string | undefined): void {
    this.pieces[this.pieces.indexOf(name)] = other;
  }
}

function accepted(item: StockItem, command: StockCommand): boolean {
  try {
    item.decide(command);
    return true;
  } catch (error) {
    if (isBusinessRuleViolation(error)) return false;
    throw error;
  }
}

test('whatever is asked of it, a stock item does what a shelf with pieces would do', () => {
  let [done, refused] = [0, 0];
  fc.assert(
    fc.property(commands, (asked) => {
      const item = createAggregate(StockItem, 'pen@lisbon');
      const shelf = new Shelf();
      for (const command of asked) {
        const obeyed = shelf.obey(command);
        expect(accepted(item, command)).toBe(obeyed);
        expect([item.state.onHand, availableOf(item.state)]).toEqual([shelf.pieces.length, shelf.free]);
        if (obeyed) done++;
        else refused++;
      }
      const again = createAggregate(StockItem, 'pen@lisbon');
      for (const { event, ...change } of changesOf(item))
        replay(again, event, { ...change, aggregateId: 'pen@lisbon' });
      expect(again.state).toEqual(item.state);
    }),
    { numRuns: 300 },
  );
  expect(Math.min(done, refused)).toBeGreaterThan(1000); // or nothing of interest was asked
});

describe('Stock is never negative, and never less than is promised', () => {
  const negative = (stockItem: typeof StockItem, asked: readonly StockCommand[]): number[] => {
    const item = createAggregate(stockItem, 'pen@lisbon');
    for (const command of asked) accepted(item, command);
    return negativePositions(changesOf(item).map(({ event }) => event));
  };

  test('at any position: also between two events that were decided together', () => {
    fc.assert(
      fc.property(commands, (asked) => {
        expect(negative(StockItem, asked)).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test.each(Object.entries(wrongStockItems))('which is noticed in a build that %s', (_, stockItem) => {
    const found = fc.check(
      fc.property(commands, (asked) => negative(stockItem, asked).length === 0),
      { numRuns: 1000 },
    );
    expect(found.failed).toBe(true);
  });
});
