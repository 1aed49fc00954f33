/** Lets those who want to work on the same thing do so one after another, in the order in which they came. */
export class Turns {
  /** Where each queue ends; none for what nobody works on. */
  readonly #ends = new Map<string, Promise<void>>();

  /** Does the work when its turn has come, whatever became of the work before it. */
  async take<R>(key: string, work: () => Promise<R>): Promise<R> {
    const turn = (this.#ends.get(key) ?? Promise.resolve()).then(work);
    const end = turn.then(ignore, ignore);
    this.#ends.set(key, end);
    try {
      return await turn;
    } finally {
      if (this.#ends.get(key) === end) this.#ends.delete(key);
    }
  }

  /** How many things are being worked on. */
  get size(): number {
    return this.#ends.size;
  }
}

function ignore(): void {
  // Whoever asked for the work hears of its failure; those behind him have nothing to do with it.
}
