import type { OrderRow } from '../marketplace/marketplace-rows.js';

/** When each step of an order's life happened. */
export interface LifeTimes {
  readonly purchased: Date;
  readonly approved: Date;
  readonly handedOver: Date;
  readonly delivered: Date;
  readonly calledOff: Date;
}

const dayMs = 86_400_000;

/** The beginning of the day on which the first thing happened that the files tell of an order. */
export function firstDayOf({ purchasedAt, approvedAt, handedToCarrierAt, deliveredAt }: OrderRow): Date {
  const times = [purchasedAt, approvedAt, handedToCarrierAt, deliveredAt].map((time) => time?.getTime() ?? Infinity);
  return new Date(Math.floor(Math.min(...times) / dayMs) * dayMs);
}

const laterOf = (one: Date, other: Date): Date => (one > other ? one : other);

/**
 * The file's own times, also where they contradict the order of a life. Where it has none, the best that can be said: of an
 * approval the purchase; of what comes after it the day that was promised, but not before the step before it. Nobody wrote
 * down when an order was called off: at the latest when its goods were about to leave, else by the day that was promised.
 */
export function lifeTimesOf(order: OrderRow): LifeTimes {
  const { purchasedAt: purchased, approvedAt, handedToCarrierAt, deliveredAt } = order;
  const promised = new Date(`${order.promisedOn}T00:00:00.000Z`);
  const approved = approvedAt ?? purchased;
  const handedOver = handedToCarrierAt ?? deliveredAt ?? laterOf(approved, promised);
  return {
    purchased,
    approved,
    handedOver,
    delivered: deliveredAt ?? laterOf(handedOver, promised),
    calledOff: handedOver,
  };
}
