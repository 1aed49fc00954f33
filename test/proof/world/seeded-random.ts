import { createHash } from 'node:crypto';

/** Chance that a seed repeats: the same draws in the same order, on every machine. */
export class SeededRandom {
  #state: number;

  constructor(private readonly seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 up to and without `end`. */
  below(end: number): number {
    return Math.floor(this.#next() * end);
  }

  /** A whole number from `first` up to and with `last`. */
  between(first: number, last: number): number {
    return first + this.below(last - first + 1);
  }

  /** True as often as `probability` says, which lies between 0 and 1. */
  chance(probability: number): boolean {
    return this.#next() < probability;
  }

  pick<T>(items: readonly T[]): T {
    if (items.length === 0) throw new Error('Nothing can be picked from an empty list.');
    return items[this.below(items.length)] as T;
  }

  shuffled<T>(items: readonly T[]): T[] {
    const rest = [...items];
    return items.map(() => rest.splice(this.below(rest.length), 1)[0] as T);
  }

  /** One of its own, which follows from the seed and the name alone: a draw more or less here changes nothing there. */
  child(name: string): SeededRandom {
    return new SeededRandom(createHash('sha256').update(`${this.seed}/${name}`).digest().readUInt32BE(0));
  }

  /** mulberry32: from 0 up to and without 1. */
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  }
}
