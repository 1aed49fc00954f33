import type { EventStore } from '@daybook/event-store';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Contestant } from '../run/alternate.js';
import { delaySample, untilFulfilled } from './fulfilment-rounds.js';
import type { OrderTimes } from './step-times.js';
import { submitOrder } from './submit-order.js';

/** Who runs the saga, in this process or in another one. */
export interface Fulfilling {
  fulfilled(): number | Promise<number>;
  times(): Promise<readonly (readonly [order: string, OrderTimes])[]>;
}

/**
 * Submits so many orders in each second, whether the ones before are fulfilled or not. What is measured is from the answer
 * of each append to the moment at which the handler of the command begins that follows from it.
 */
export function steadyOrders(store: EventStore, name: string, rate: number, fulfilling: Fulfilling): Contestant {
  let round = 0;
  return async (seconds) => {
    round++;
    const submitted = new Map<string, number>();
    const submissions: Promise<void>[] = [];
    const count = Math.max(1, Math.round(rate * seconds));
    const began = performance.now();
    for (let begun = 0; begun < count;) {
      const due = Math.min(count, ((performance.now() - began) / 1_000) * rate);
      for (; begun < due; begun++) {
        const order = `${name}-${round}-${begun}`;
        submissions.push(submitOrder(store, order).then((at) => void submitted.set(order, at)));
      }
      await sleep(1);
    }
    await Promise.all(submissions);
    await untilFulfilled(() => fulfilling.fulfilled(), count);
    const elapsed = performance.now() - began;
    const delays = (await fulfilling.times()).flatMap(([order, times]) => delaysOf(submitted.get(order) ?? NaN, times));
    return delaySample((count * 1_000) / elapsed, delays);
  };
}

function delaysOf(submitted: number, { begun, answered }: OrderTimes): readonly number[] {
  // What was begun before the append was answered was begun at once.
  return begun.map((at, step) => Math.max(0, at - (answered[step - 1] ?? submitted)) / 1_000);
}
