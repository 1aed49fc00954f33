import type { SequenceState } from './statement.js';

/** How many values PostgreSQL logs ahead. */
export const loggedAhead = 32;

/**
 * A sequence with CACHE 1. What it hands out is taken back by no rollback. It is logged ahead: after a crash it goes on
 * behind what was logged, or, where that has not reached the disk, from before.
 */
export class ModelSequence {
  state: SequenceState = { lastValue: 1, isCalled: false };
  #left = 0;
  /** What was logged, each with its place in the log. */
  #logged: { readonly at: number; readonly lastValue: number }[] = [];

  /**
   * @param log writes a record; answers its place
   * @param ahead how many values are logged with one that is handed out
   */
  constructor(
    private readonly log: () => number,
    private readonly ahead = loggedAhead,
  ) {}

  next(): number {
    const { lastValue, isCalled } = this.state;
    const value = isCalled ? lastValue + 1 : lastValue;
    if (this.#left === 0 || !isCalled) {
      this.#logged.push({ at: this.log(), lastValue: value + this.ahead });
      this.#left = this.ahead;
    } else this.#left--;
    this.state = { lastValue: value, isCalled: true };
    return value;
  }

  /** @param flushed up to where the log has reached the disk */
  crash(flushed: number): void {
    this.#logged = this.#logged.filter(({ at }) => at <= flushed);
    const last = this.#logged.at(-1);
    this.state = last === undefined ? { lastValue: 1, isCalled: false } : { lastValue: last.lastValue, isCalled: true };
    this.#left = 0;
  }
}
