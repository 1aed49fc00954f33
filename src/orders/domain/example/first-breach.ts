import {
  type AggregateClass,
  captureState,
  changesOf,
  createAggregate,
  decide,
  type DomainEvent,
  isBusinessRuleViolation,
  replay,
} from '@daybook/domain';
import type { OrderSubmitted } from '../events/order-submitted.js';
import type { Order } from '../order.js';
import { totalOf } from '../order-total.js';
import { PaperOrder } from './paper-order.js';
import type { Asked } from './random-sessions.js';

/** What a session came to. */
export interface Session {
  readonly order: Order;
  /** How many commands. */
  readonly refused: number;
}

/**
 * Goes through a session with an order and one on paper beside it.
 *
 * @returns the first thing in which the two differ, or in which the order's history does not say what the order is
 */
export function firstBreach(orderClass: AggregateClass<Order>, asked: readonly Asked[]): string | Session {
  const order = createAggregate(orderClass, 'o-1');
  const paper = new PaperOrder();
  let now = Date.UTC(2026, 0, 1);
  let refused = 0;
  for (const { command, hours } of asked) {
    now += hours * 3_600_000;
    const moment = new Date(now);
    const isAccepted = accepts(order, () => decide(order, { now: moment }, () => order.decide(command)));
    const told = JSON.stringify(command);
    if (paper.obey(command, moment) !== isAccepted) {
      return `${told} is ${isAccepted ? 'accepted' : 'refused'} of an order that is ${paper.status}`;
    }
    const difference = differenceOf(order, paper);
    if (difference !== undefined) return `after ${told} ${difference}`;
    if (!isAccepted) refused++;
  }
  return historyBreach(orderClass, order, paper) ?? { order, refused };
}

function accepts(order: Order, work: () => void): boolean {
  const before = changesOf(order).length;
  try {
    work();
  } catch (error) {
    if (isBusinessRuleViolation(error)) return false;
    throw error;
  }
  return changesOf(order).length === before + 1;
}

function differenceOf({ state }: Order, paper: PaperOrder): string | undefined {
  if (state.status !== paper.status) return `it is ${state.status}, and should be ${paper.status}`;
  const { totalMinor } = totalOf(state.lines.values(), state.coupon);
  if (totalMinor !== paper.totalMinor) return `it costs ${totalMinor}, and should cost ${paper.totalMinor}`;
  for (const [paymentId, { capturedMinor, refundedMinor }] of state.payments) {
    if (capturedMinor - refundedMinor !== paper.left(paymentId))
      return `of ${paymentId} is left ${capturedMinor - refundedMinor}`;
    if (refundedMinor < 0 || refundedMinor > capturedMinor)
      return `${refundedMinor} of ${capturedMinor} have gone back`;
  }
  return undefined;
}

function historyBreach(orderClass: AggregateClass<Order>, order: Order, paper: PaperOrder): string | undefined {
  const again = createAggregate(orderClass, 'o-1');
  for (const { event, ...change } of changesOf(order)) {
    replay(again, event, { ...change, aggregateId: 'o-1' });
    const ordered = priceOf(event);
    if (ordered !== undefined && ordered !== paper.totalMinor) return `it was submitted for ${ordered}`;
  }
  const [replayed, decided] = [again, order].map((one) => JSON.stringify(captureState(one)));
  return replayed === decided ? undefined : `its history says ${replayed}, and it was ${decided}`;
}

function priceOf(event: DomainEvent): number | undefined {
  return 'lines' in event ? (event as OrderSubmitted).totalMinor : undefined;
}
