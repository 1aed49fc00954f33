/**
 * So many at a time, the others in the order in which they came, but first what all of them wait for: who works with a
 * connection of the pool takes a slot.
 */
export class Slots {
  #free: number;
  readonly #waiting: (() => void)[] = [];

  constructor(slots: number) {
    this.#free = slots;
  }

  async use<R>(work: () => Promise<R>, place: 'last' | 'first' = 'last'): Promise<R> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting[place === 'last' ? 'push' : 'unshift'](resolve));
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free++;
      else next();
    }
  }
}
