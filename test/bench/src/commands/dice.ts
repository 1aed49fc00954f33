/** Random numbers that are the same in every run and for everybody. */
export class Dice {
  #state = 20_261_121;

  /** A whole number from 0, below a limit. */
  below(limit: number): number {
    // Marsaglia's xorshift of 32 bits.
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) % limit;
  }
}
