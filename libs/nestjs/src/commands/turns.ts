/** Lets those who want to work on the same thing do so one after another, in the order in which they came. */
export class Turns {
  /** Those who wait for what somebody works on; none for what nobody works on. */
  readonly #waiting = new Map<string, (() => void)[]>();

  /** Does the work when its turn has come, whatever became of the work before it. */
  async take<R>(key: string, work: () => Promise<R>): Promise<R> {
    const before = this.#waiting.get(key);
    if (before === undefined) this.#waiting.set(key, []);
    else await new Promise<void>((resolve) => before.push(resolve));
    try {
      return await work();
    } finally {
      this.#pass(key);
    }
  }

  /** How many things are being worked on. */
  get size(): number {
    return this.#waiting.size;
  }

  #pass(key: string): void {
    const next = this.#waiting.get(key)?.shift();
    if (next === undefined) this.#waiting.delete(key);
    else next();
  }
}
