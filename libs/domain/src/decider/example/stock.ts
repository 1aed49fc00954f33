import { DomainEvent } from '../../event/domain-event.js';
import { EventType } from '../../event/event-type.decorator.js';
import { enforce } from '../../rule/rule.js';
import { decider } from '../decider.js';

@EventType('stock.received')
export class StockReceived extends DomainEvent<'stock.received'> {
  readonly quantity!: number;
  readonly lots?: readonly { readonly lot: string }[];
}

@EventType('stock.reserved')
export class StockReserved extends DomainEvent<'stock.reserved'> {
  readonly orderId!: string;
  readonly quantity!: number;
}

export interface Stock {
  readonly onHand: number;
  readonly lots: readonly { readonly lot: string }[];
  readonly reservations: ReadonlyMap<string, number>;
  readonly orders: ReadonlySet<string>;
  readonly changedAt: Date | undefined;
}

export type StockCommand =
  | { readonly type: 'receive'; readonly quantity: number; readonly lots?: readonly { readonly lot: string }[] }
  | { readonly type: 'reserve'; readonly orderId: string; readonly quantity: number }
  | { readonly type: 'refill-and-reserve'; readonly orderId: string; readonly quantity: number };

export const nothingInStock: Stock = {
  onHand: 0,
  lots: [],
  reservations: new Map(),
  orders: new Set(),
  changedAt: undefined,
};

export const StockItem = decider('stock', {
  initialState: nothingInStock,
  events: [StockReceived, StockReserved],
  decide(command: StockCommand, state) {
    const { quantity } = command;
    switch (command.type) {
      case 'receive':
        return quantity === 0 ? [] : StockReceived.of({ quantity, ...(command.lots && { lots: command.lots }) });
      case 'reserve':
        enforce({ code: 'stock-must-suffice', holds: quantity <= state.onHand, message: 'Receive some first.' });
        return StockReserved.of({ orderId: command.orderId, quantity });
      case 'refill-and-reserve':
        return [StockReceived.of({ quantity }), StockReserved.of({ orderId: command.orderId, quantity })];
    }
  },
  evolve: {
    'stock.received': (state, { quantity, lots = [] }, { occurredAt }) => ({
      ...state,
      onHand: state.onHand + quantity,
      lots: [...state.lots, ...lots],
      changedAt: occurredAt,
    }),
    'stock.reserved': (state, { orderId, quantity }, { occurredAt }) => ({
      ...state,
      onHand: state.onHand - quantity,
      reservations: new Map(state.reservations).set(orderId, quantity),
      orders: new Set(state.orders).add(orderId),
      changedAt: occurredAt,
    }),
  },
});
export type StockItem = InstanceType<typeof StockItem>;
