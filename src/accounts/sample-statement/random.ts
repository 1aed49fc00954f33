/** Numbers that look random and are the same for the same seed, on every machine and release: mulberry32. */
export class Random {
  #state: number;

  /** @param seed any whole number; only its low 32 bits count */
  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** A whole number from the first to the last, both included. */
  between(first: number, last: number): number {
    return first + Math.floor(this.#next() * (last - first + 1));
  }

  /** True so many times in a hundred. */
  percent(chance: number): boolean {
    return this.#next() * 100 < chance;
  }

  /** From 0, inclusive, to 1, exclusive. */
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
}
