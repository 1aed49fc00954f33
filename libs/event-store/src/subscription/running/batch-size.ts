/** What a batch has taken. */
interface Measured {
  readonly events: number;
  readonly ms: number;
}

/** So many batches in a row, after which another size is tried. */
const manyBatches = 8;

/**
 * How many events are applied at once: fewer after a batch that took too long, so that none outlasts the lease under which
 * it was begun; more again when there is time.
 *
 * Where the way to the database is long, or the machine busy, each batch takes its time however small it is. Fewer events
 * would then only take longer altogether: a size at which a batch took about as long as with half as many, or twice as
 * many, is not what makes it slow.
 */
export class BatchSize {
  #current: number;
  #before: Measured | undefined;
  /** How many in a row have left it as it is. */
  #unchanged = 0;

  /**
   * @param most never more at once
   * @param longestMs a batch that takes longer is too large
   */
  constructor(
    private readonly most: number,
    private readonly longestMs: number,
  ) {
    this.#current = most;
  }

  get current(): number {
    return this.#current;
  }

  /** @param events how many there were; the last of a page may be fewer than could have been. */
  took(ms: number, events = this.#current): void {
    const before = this.#before;
    this.#before = { events, ms };
    this.#unchanged++;
    const isTooLong = ms > this.longestMs;
    const isOnItsOwn = isTooLong && before !== undefined && dependsLittle(before, { events, ms });
    if (isTooLong && this.#current > 1 && !isOnItsOwn) this.halve();
    else if (isOnItsOwn || ms < this.longestMs / 4 || this.#unchanged >= manyBatches) this.#double();
  }

  halve(): void {
    this.#current = Math.max(1, Math.floor(this.#current / 2));
    this.#unchanged = 0;
  }

  #double(): void {
    this.#current = Math.min(this.most, this.#current * 2);
    this.#unchanged = 0;
  }
}

/** Whether of two batches the smaller one took nearly as long. */
function dependsLittle(one: Measured, other: Measured): boolean {
  const [small, large] = one.events < other.events ? [one, other] : [other, one];
  return large.events >= small.events * 1.5 && small.ms > large.ms * 0.75;
}
