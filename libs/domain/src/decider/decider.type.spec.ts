import { createAggregate, decider, DomainEvent, enforce, EventType, type Immutable } from '@daybook/domain';

@EventType('stock.received')
class StockReceived extends DomainEvent<'stock.received'> {
  readonly quantity!: number;
}

@EventType('stock.reserved')
class StockReserved extends DomainEvent<'stock.reserved'> {
  readonly quantity!: number;
}

@EventType('stock.counted')
class StockCounted extends DomainEvent<'stock.counted'> {
  readonly quantity!: number;
}

interface Stock {
  onHand: number;
  orders: string[];
  readonly reservations: ReadonlyMap<string, { quantity: number }>;
}

type StockCommand = { readonly type: 'receive'; readonly quantity: number } | { readonly type: 'reserve' };

const initialState: Stock = { onHand: 0, orders: [], reservations: new Map() };

const StockItem = decider('stock', {
  initialState,
  events: [StockReceived, StockReserved],
  decide(command: StockCommand, state, { id, now }) {
    enforce({ code: 'some-rule', holds: state.onHand >= 0, message: id + now.toISOString() });
    if (command.type === 'receive') return StockReceived.of({ quantity: command.quantity });
    return [StockReserved.of({ quantity: 1 }), StockReceived.of({ quantity: 1 })];
  },
  evolve: {
    'stock.received': (state, { quantity }) => ({ ...state, onHand: state.onHand + quantity }),
    'stock.reserved': (state, event, meta) => ({
      ...state,
      orders: [...state.orders, `${meta.version} ${event.quantity}`],
    }),
  },
});
type StockItem = InstanceType<typeof StockItem>;

const item: StockItem = createAggregate(StockItem, 'pen');
item.decide({ type: 'receive', quantity: 1 });
export const onHand: number = item.state.onHand;
// @ts-expect-error no such command
item.decide({ type: 'lose' });
// @ts-expect-error only events change the state
item.state = initialState;
// @ts-expect-error and nobody changes it in place
item.state.onHand = 2;
// @ts-expect-error nor what is inside it
export const reservations: Map<string, { quantity: number }> = item.state.reservations;
// @ts-expect-error the aggregate alone states what has happened
item.apply(StockReceived.of({ quantity: 1 }));

const decide = (command: StockCommand): StockReceived => StockReceived.of({ quantity: command.type.length });
const evolve = {
  'stock.received': (state: Immutable<Stock>) => state,
  'stock.reserved': (state: Immutable<Stock>) => state,
};
const events = [StockReceived, StockReserved] as const;

// The state is not changed in place.
decider('stock', {
  initialState,
  events,
  decide(command: StockCommand, state) {
    // @ts-expect-error a field of the state
    state.onHand = 1;
    // @ts-expect-error a list in the state
    const _orders: string[] = state.orders;
    return decide(command);
  },
  evolve: {
    'stock.received'(state, event) {
      // @ts-expect-error a field of the state
      state.onHand = event.quantity;
      // @ts-expect-error an event
      event.quantity = 2;
      return state;
    },
    'stock.reserved'(state) {
      for (const reservation of state.reservations.values()) {
        // @ts-expect-error what a map in the state holds
        reservation.quantity = 1;
      }
      return state;
    },
  },
});

// Every event is folded, into a state, at once.
// @ts-expect-error one event has no function
decider('stock', { initialState, events, decide, evolve: { 'stock.received': (state) => state } });
decider('stock', {
  initialState,
  events,
  decide,
  // @ts-expect-error an event that is none of these
  evolve: { ...evolve, 'stock.counted': (state) => state },
});
decider('stock', {
  initialState,
  events,
  decide,
  // @ts-expect-error the function is for another event, of the same shape
  evolve: { ...evolve, 'stock.received': (state, _event: StockReserved) => state },
});
decider('stock', {
  initialState,
  events,
  decide,
  // @ts-expect-error not always a state
  evolve: (state, event) => (event.quantity > 1 ? state : undefined),
});
decider('stock', {
  initialState,
  events,
  decide,
  // @ts-expect-error a state that lacks a field
  evolve: (state) => ({ onHand: state.onHand, orders: state.orders }),
});
// @ts-expect-error a promise is no state
decider('stock', { initialState, events, decide, evolve: async (state) => state });

// What is decided is events of this decider, at once.
decider('stock', { initialState, events, decide: () => [], evolve });
// @ts-expect-error an event that is none of these, though it looks like them
decider('stock', { initialState, events, decide: () => StockCounted.of({ quantity: 1 }), evolve });
// @ts-expect-error what merely looks like an event
decider('stock', { initialState, events, decide: () => ({ quantity: 1 }), evolve });
// @ts-expect-error nothing is []
decider('stock', { initialState, events, decide: () => undefined, evolve });
// @ts-expect-error a decision is taken at once
decider('stock', { initialState, events, decide: async () => [StockReceived.of({ quantity: 1 })], evolve });
// @ts-expect-error another command than decide takes
createAggregate(decider('stock', { initialState, events, decide, evolve }), 'pen').decide({ type: 1 });
// @ts-expect-error without an event nothing ever happens
decider('stock', { initialState, events: [], decide: () => [], evolve: (state) => state });
