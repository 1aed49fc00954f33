import type { OrderStep } from '../view-history/order-history.js';

type History = readonly OrderStep[];

/** What a replay could make of a history, each wrong in one thing. */
export const wrongHistories: Readonly<Record<string, (history: History) => History>> = {
  'shows at each step what the order is now': (history) =>
    history.map((step) => ({ ...step, order: history.at(-1)?.order ?? step.order })),
  'shows at each step what the order was before it': (history) =>
    history.map((step, place) => ({ ...step, order: history[place - 1]?.order ?? step.order })),
  'leaves out what was told late': (history) =>
    history.filter(({ occurredAt }, place) => occurredAt >= (history[place - 1]?.occurredAt ?? occurredAt)),
  'ends with the cart': (history) => history.filter(({ order }) => order.status === 'cart'),
};
