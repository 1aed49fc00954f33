import { setTimeout as sleep } from 'node:timers/promises';
import type { Contestant } from '../run/alternate.js';
import { quantile, type Sample } from '../run/closed-loop.js';
import type { FulfillingApplication } from './fulfilling-application.js';
import { submitOrder } from './submit-order.js';

const atOnce = 16;
const patienceMs = 600_000;

/** What a fulfilment costs this process, besides the time that it takes. */
export interface Cost {
  /** Of the processor's time, in milliseconds. */
  cpuMs: number;
}

/** Fulfils so many orders in each round, as one does it by hand: sixteen at a time. */
export function byHandRounds(
  application: FulfillingApplication,
  count: number,
  cost: Cost,
  fulfil: (application: FulfillingApplication, orderId: string) => Promise<void>,
): Contestant {
  let number = 0;
  return counted(count, cost, async () => {
    let left = count;
    const loop = async (): Promise<void> => {
      while (left-- > 0) await fulfil(application, `by-hand-${++number}`);
    };
    await Promise.all(Array.from({ length: atOnce }, loop));
    application.times.take();
  });
}

/** Submits so many orders at once in each round, and waits until the saga has fulfilled all of them. */
export function sagaRounds(application: FulfillingApplication, count: number, cost: Cost): Contestant {
  let round = 0;
  return counted(count, cost, async () => {
    round++;
    await Promise.all(Array.from({ length: count }, (_, at) => submitOrder(application.store, `${round}-${at}`)));
    await untilFulfilled(() => application.times.ordersWith(6), count);
    await application.idle();
    application.times.take();
  });
}

/** Waits until so many orders have had all their commands. */
export async function untilFulfilled(fulfilled: () => number | Promise<number>, count: number): Promise<void> {
  const end = performance.now() + patienceMs;
  while ((await fulfilled()) < count) {
    if (performance.now() > end) throw new Error(`Not all of ${count} orders were fulfilled.`);
    await sleep(10);
  }
}

function counted(count: number, cost: Cost, round: () => Promise<void>): Contestant {
  return async (): Promise<Sample> => {
    const cpu = process.cpuUsage();
    const began = performance.now();
    await round();
    const elapsed = performance.now() - began;
    const { user, system } = process.cpuUsage(cpu);
    cost.cpuMs = (user + system) / 1_000 / count;
    return { rate: (count * 1_000) / elapsed, p50Ms: Number.NaN, p99Ms: Number.NaN };
  };
}

/** Of delays in milliseconds. */
export function delaySample(rate: number, delays: readonly number[]): Sample {
  const sorted = Float64Array.from(delays).sort();
  return { rate, p50Ms: quantile(sorted, 0.5), p99Ms: quantile(sorted, 0.99) };
}
