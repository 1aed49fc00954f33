import { describe, expect, test } from '@jest/globals';
import {
  ChangedWhatIsFrozen,
  captureState,
  createAggregate,
  decider,
  replay,
  restoreState,
  type DeciderAggregate,
} from '@daybook/domain';
import { freezeState } from '../state/freeze-state.js';
import { naiveDecider } from './example/naive-decider.js';
import { StockReceived } from './example/stock.js';

/** A state with everything in it that can be changed in place. */
const contents = () => ({
  onHand: 1,
  lots: [{ lot: 'b' }, { lot: 'a' }],
  reservations: new Map([['o-1', { quantity: 1 }]]),
  orders: new Set(['o-1']),
  changedAt: new Date(0),
  bare: Object.assign(Object.create(null) as { note?: string }, { note: 'x' }),
});
type Contents = ReturnType<typeof contents>;

/** Each of them is a mistake that the compiler would have refused. */
const mistakes: Readonly<Record<string, (state: Contents) => unknown>> = {
  'assigns to a field': (state) => (state.onHand = 2),
  'counts a field up': (state) => state.onHand++,
  'adds a field': (state) => Object.assign(state, { more: 1 }),
  'deletes a field': (state) => Reflect.deleteProperty(state, 'x') && delete (state as Partial<Contents>).onHand,
  'defines a field': (state) => Object.defineProperty(state, 'onHand', { value: 2 }),
  'pushes to a list': (state) => state.lots.push({ lot: 'c' }),
  'pops from a list': (state) => state.lots.pop(),
  'sorts a list': (state) => state.lots.sort((one, other) => (one.lot < other.lot ? -1 : 1)),
  'empties a list': (state) => (state.lots.length = 0),
  'changes what a list holds': (state) => (state.lots[0]!.lot = 'c'),
  'sets in a map': (state) => state.reservations.set('o-2', { quantity: 1 }),
  'deletes from a map': (state) => state.reservations.delete('o-1'),
  'clears a map': (state) => state.reservations.clear(),
  'changes what a map holds': (state) => (state.reservations.get('o-1')!.quantity = 2),
  'adds to a set': (state) => state.orders.add('o-2'),
  'deletes from a set': (state) => state.orders.delete('o-1'),
  'clears a set': (state) => state.orders.clear(),
  'moves a date': (state) => state.changedAt.setFullYear(2030),
  'changes what has no prototype': (state) => (state.bare.note = 'y'),
};
const names = Object.keys(mistakes);

type Decider = new () => DeciderAggregate<Contents, () => void, StockReceived>;

/** A decider whose `decide` does what the command does, and whose `evolve` does what the test has hung on it. */
function withState(initialState: Contents, evolve: (state: Contents) => void = () => undefined): Decider {
  return decider('stock', {
    initialState,
    events: [StockReceived],
    decide(command: () => void) {
      command();
      return StockReceived.of({ quantity: 1, lots: [{ lot: 'c' }] });
    },
    evolve(state) {
      evolve(state as Contents);
      return { ...state };
    },
  });
}

const refusalOf = (operation: string) =>
  expect.objectContaining({
    code: 'changed-what-is-frozen',
    decider: 'stock',
    operation,
    message: expect.stringContaining('The decider "stock" changed what is frozen'),
    cause: expect.any(TypeError),
  });

describe('the state that a decider is given', () => {
  test.each(names)('stays as it is when decide %s', (name) => {
    const item = createAggregate(withState(contents()), 'pen');
    expect(() => item.decide(() => mistakes[name]!(item.state as Contents))).toThrow(refusalOf('decide'));
    expect(item.state).toEqual(contents());
  });

  test.each(names)('stays as it is when evolve %s', (name) => {
    const item = createAggregate(withState(contents(), mistakes[name]), 'pen');
    expect(() => item.decide(() => undefined)).toThrow(refusalOf('evolve'));
    expect(item.state).toEqual(contents());
  });

  test.each(names)('would be another one if it were not frozen and decide %s', (name) => {
    const item = naiveDecider(contents());
    item.decide((state) => mistakes[name]!(state));
    expect(shown(item.state)).not.toBe(shown(contents()));
  });

  test('is frozen after a restoration as well', () => {
    const Item = withState(contents());
    const restored = createAggregate(Item, 'pen');
    restoreState(restored, captureState(createAggregate(Item, 'pen')), 1);
    for (const name of names) {
      expect(() => restored.decide(() => mistakes[name]!(restored.state as Contents))).toThrow(ChangedWhatIsFrozen);
    }
    expect(restored.state).toEqual(contents());
  });

  test('may be copied and then changed', () => {
    const state = freezeState(contents());
    expect(new Map(state.reservations).set('o-2', { quantity: 2 }).size).toBe(2);
    expect(new Set(state.orders).add('o-2').size).toBe(2);
    expect(new Date(state.changedAt).setFullYear(2030)).toBeGreaterThan(0);
    expect([...state.lots, { lot: 'c' }].reverse()).toHaveLength(3);
  });
});

function shown(state: Contents): string {
  return JSON.stringify([state, [...state.reservations], [...state.orders]]);
}

describe('what else a decider is given', () => {
  const received = StockReceived.of({ quantity: 1, lots: [{ lot: 'a' }] });
  const item = (evolve: (event: StockReceived, at: Date) => void) =>
    createAggregate(
      decider('stock', {
        initialState: { at: new Date(0) },
        events: [StockReceived],
        decide: () => received,
        evolve(_state, event, { occurredAt }) {
          evolve(event, occurredAt);
          return { at: occurredAt };
        },
      }),
      'pen',
    );
  const at = new Date(1000);
  const meta = { eventId: 'e-1', aggregateId: 'pen', version: 1, occurredAt: at };

  test('an event that was read is frozen down to what it holds', () => {
    const changing = item((event) => ((event.lots as { lot: string }[])[0]!.lot = 'b'));
    expect(() => replay(changing, StockReceived.of({ quantity: 1, lots: [{ lot: 'a' }] }), meta)).toThrow(
      refusalOf('evolve'),
    );
  });

  test('the time of an event is its own, and does not freeze that of the caller', () => {
    const reading = item(() => undefined);
    replay(reading, received, meta);
    expect(reading.state.at).toEqual(at);
    at.setTime(2000);
    expect(reading.state.at).toEqual(new Date(1000));
  });

  test('a mistake of another kind is passed on as it is', () => {
    const failing = item(() => {
      throw new TypeError('x is not a function');
    });
    expect(() => failing.decide(undefined as never)).toThrow(new TypeError('x is not a function'));
  });
});

test('freezing takes what is frozen already for what it is', () => {
  const inner = Object.freeze(new Map([['a', 1]]));
  expect(freezeState({ inner, list: Object.freeze([{ deep: 1 }]) })).toEqual({ inner, list: [{ deep: 1 }] });
  const circle: { self?: object } = {};
  circle.self = circle;
  expect(Object.isFrozen(freezeState(circle))).toBe(true);
});
