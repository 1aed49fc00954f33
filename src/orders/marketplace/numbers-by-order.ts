const smallest = 1024;

/**
 * Rows of a few numbers each, found by the order that they are of. Outside of the heap, eight bytes for a number: the files
 * list items and payments in another order than the orders, so what they say has to be kept until its order comes.
 */
export class NumbersByOrder {
  #numbers: Float64Array;
  /** For each row the one before it of the same order, from 1; 0: there is none. */
  #before = new Uint32Array(smallest);
  /** The last row of each order, from 1. */
  #last = new Uint32Array(smallest);
  #rows = 0;

  /** @param width how many numbers a row has */
  constructor(private readonly width: number) {
    this.#numbers = new Float64Array(width * smallest);
  }

  get size(): number {
    return this.#rows;
  }

  /** @param order its number, from 0 */
  add(order: number, row: readonly number[]): void {
    this.#makeRoom(order);
    this.#numbers.set(row, this.#rows * this.width);
    this.#before[this.#rows] = this.#last[order] ?? 0;
    this.#last[order] = ++this.#rows;
  }

  /** The rows of an order, in the order in which they came. */
  of(order: number): readonly (readonly number[])[] {
    const rows: (readonly number[])[] = [];
    for (let row = this.#last[order] ?? 0; row > 0; row = this.#before[row - 1] ?? 0) {
      rows.push(Array.from(this.#numbers.subarray((row - 1) * this.width, row * this.width)));
    }
    return rows.reverse();
  }

  #makeRoom(order: number): void {
    if (this.#rows === this.#before.length) {
      const [numbers, before] = [this.#numbers, this.#before];
      this.#numbers = new Float64Array(2 * numbers.length);
      this.#numbers.set(numbers);
      this.#before = new Uint32Array(2 * before.length);
      this.#before.set(before);
    }
    if (order < this.#last.length) return;
    const last = this.#last;
    this.#last = new Uint32Array(Math.max(order + 1, 2 * last.length));
    this.#last.set(last);
  }
}
