/** Whether the server has done a commit by the time its connection is cut. */
export type CutMoment = 'before' | 'after';

/** Cuts that are to come at the next commits, whosever they are. */
export class CommitCuts {
  #left: number;
  #made = 0;
  #stopped = false;
  #resolve: (made: number) => void = () => undefined;
  /** Fulfilled with their number once all are made, or no more are wanted. */
  readonly done = new Promise<number>((resolve) => (this.#resolve = resolve));

  constructor(
    private readonly count: number,
    readonly moment: CutMoment,
  ) {
    this.#left = count;
  }

  /** Whether the commit at hand is to be cut; it is one less then. */
  take(): boolean {
    if (this.#stopped || this.#left === 0) return false;
    this.#left--;
    return true;
  }

  made(): void {
    this.#made++;
    if (this.#made === this.count) this.stop();
  }

  /** The connection has ended by itself: another commit is to be cut instead. */
  giveBack(): void {
    this.#left++;
  }

  /** No more are wanted. */
  stop(): void {
    this.#stopped = true;
    this.#resolve(this.#made);
  }
}
