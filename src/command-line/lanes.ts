const lookAheadPerTask = 16;

/**
 * Runs tasks strictly in order in one lane, and side by side in different ones: so many at once, and so many more
 * waiting, because the next rows may all be of lanes that are busy. Whoever adds waits while there is no room, so
 * that a file of any length is read only as fast as its rows are dealt with.
 *
 * After a failure, or `stop`, tasks under way end and those that wait are dropped.
 */
export class Lanes {
  readonly #tails = new Map<string, Promise<void>>();
  readonly #queue: (() => void)[] = [];
  #freeSlots: number;
  #freeRoom: number;
  #roomAgain: (() => void) | undefined;
  #failures: unknown[] = [];
  #stopped = false;

  /** @param concurrency how many tasks run at once */
  constructor(concurrency: number) {
    this.#freeSlots = concurrency;
    this.#freeRoom = concurrency * lookAheadPerTask;
  }

  /**
   * Takes a task, and settles when there is room for another one.
   *
   * @param lane that it runs in; of several, it follows what was added before in any of them
   * @throws what a task before has thrown
   */
  async add(lane: string | readonly string[], task: () => Promise<void>): Promise<void> {
    this.#freeRoom--;
    const lanes = typeof lane === 'string' ? [lane] : lane;
    const before = Promise.all(lanes.map((name) => this.#tails.get(name) ?? Promise.resolve()));
    const tail = before.then(() => this.#run(task)).finally(() => this.#leave(lanes, tail));
    for (const name of lanes) this.#tails.set(name, tail);
    if (this.#freeRoom <= 0) await new Promise<void>((resolve) => (this.#roomAgain = resolve));
    this.#throwFailure();
  }

  /** Settles when all tasks have ended. Throws what a task has thrown. */
  async done(): Promise<void> {
    while (this.#tails.size > 0) await Promise.all(this.#tails.values());
    this.#throwFailure();
  }

  /** Drops what waits. */
  stop(): void {
    this.#stopped = true;
  }

  async #run(task: () => Promise<void>): Promise<void> {
    if (this.#freeSlots <= 0) await new Promise<void>((resolve) => this.#queue.push(resolve));
    else this.#freeSlots--;
    try {
      if (!this.#stopped) await task();
    } catch (error) {
      this.#failures.push(error);
      this.#stopped = true;
    } finally {
      const next = this.#queue.shift();
      if (next) next();
      else this.#freeSlots++;
    }
  }

  #leave(lanes: readonly string[], tail: Promise<void>): void {
    for (const name of lanes) if (this.#tails.get(name) === tail) this.#tails.delete(name);
    this.#freeRoom++;
    this.#roomAgain?.();
    this.#roomAgain = undefined;
  }

  #throwFailure(): void {
    if (this.#failures.length > 0) throw this.#failures[0];
  }
}
