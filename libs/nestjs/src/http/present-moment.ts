import { type Clock, systemClock } from '@daybook/domain';
import { AsyncLocalStorage } from 'node:async_hooks';

/** By what times are judged that a request names. */
export interface PresentMoment {
  readonly clock: Clock;
  /** So far ahead of the clock a time may lie, because other clocks differ, in milliseconds. */
  readonly aheadMs: number;
}

/** Five minutes. */
export const defaultAheadMs = 300_000;

// Rules of class-validator are made with their classes, where no application can be had.
const storage = new AsyncLocalStorage<PresentMoment>();

/** Has times judged so in what is validated by this work. */
export function judgedBy<R>(moment: PresentMoment, work: () => R): R {
  return storage.run(moment, work);
}

/** By what times are judged here: where nobody has said so, by the clock of the machine. */
export function presentMoment(): PresentMoment {
  return storage.getStore() ?? { clock: systemClock, aheadMs: defaultAheadMs };
}
