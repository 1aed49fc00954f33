import type { Clock } from './clock.js';

/**
 * A clock that stands still until it is moved.
 *
 * @example
 * const clock = new ManualClock(new Date('2026-03-01T09:00:00Z'));
 * clock.advance(60_000);
 * clock.now(); // 2026-03-01T09:01:00Z
 */
export class ManualClock implements Clock {
  #milliseconds: number;

  /** @param start the moment at which it stands; default: the beginning of 2026, UTC */
  constructor(start: Date = new Date(Date.UTC(2026, 0, 1))) {
    this.#milliseconds = start.getTime();
  }

  now(): Date {
    return new Date(this.#milliseconds);
  }

  /** Moves the clock to a moment, backwards too: real clocks do that. */
  set(moment: Date): void {
    this.#milliseconds = moment.getTime();
  }

  /** Moves the clock by so many milliseconds. */
  advance(milliseconds: number): void {
    this.#milliseconds += milliseconds;
  }
}
