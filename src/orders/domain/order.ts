import { type DecisionContext, decider } from '@daybook/domain';
import { decideFulfilment } from './decide-fulfilment.js';
import { decideShopping } from './decide-shopping.js';
import { evolveOrder } from './evolve-order.js';
import type { OrderCommand } from './order-command.js';
import { orderEvents } from './order-events.js';
import { notBegun, type OrderState } from './order-state.js';

/** What an order is made of: where it begins, what can be asked of it, and what its events change. */
export const orderDefinition = {
  initialState: notBegun,
  events: orderEvents,

  decide(command: OrderCommand, order: OrderState, context: DecisionContext) {
    switch (command.type) {
      case 'begin':
      case 'add-item':
      case 'remove-item':
      case 'apply-coupon':
      case 'abandon':
      case 'submit':
        return decideShopping(command, order, context);
      default:
        return decideFulfilment(command, order, context);
    }
  },

  evolve: evolveOrder,
};

/** What a customer buys: a cart first, then what was ordered, until it is delivered or everything is undone. */
export const Order = decider('order', orderDefinition);
export type Order = InstanceType<typeof Order>;
