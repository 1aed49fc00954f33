import type { Met } from '../history/entry.js';

/** What a session has met, and when it said so. */
export interface Seen {
  readonly at: number;
  readonly process: string;
  /** Undefined for its beginning. */
  readonly met?: Met;
}

/** A part of the log that was passed over, by index: from the first to before the last; and between what. */
export interface Passed {
  readonly from: number;
  readonly to: number;
  readonly between: readonly [Seen, Seen];
}

/** One session of a subscriber that keeps its own place, from where it began to where it is. */
export class Session {
  readonly #first: number;
  #last: number;
  #seen: Seen;
  #passed: Passed[] = [];

  /**
   * @param after the position behind which it wants everything
   * @param first the index of the first event that it wants
   */
  constructor(
    readonly name: string,
    readonly after: number,
    first: number,
    began: Seen,
  ) {
    this.#first = first;
    this.#last = first - 1;
    this.#seen = began;
  }

  /** The index of the furthest that it has met; before that, of what lies before its beginning. */
  get last(): number {
    return this.#last;
  }

  /** What it has met last. */
  get seen(): Seen {
    return this.#seen;
  }

  /** What has been passed over and was never met. */
  get passed(): readonly Passed[] {
    return this.#passed;
  }

  /** Goes on to an event; answers what is wrong with that, if it is not one that lies further on. */
  meet(index: number, seen: Seen): 'again' | 'late' | undefined {
    const before = this.#seen;
    this.#seen = seen;
    if (index > this.#last) {
      if (index > this.#last + 1) this.#passed.push({ from: this.#last + 1, to: index, between: [before, seen] });
      this.#last = index;
      return undefined;
    }
    if (index < this.#first) return 'late';
    const passed = this.#passed.find(({ from, to }) => from <= index && index < to);
    if (passed === undefined) return 'again';
    const rest = [
      { ...passed, to: index },
      { ...passed, from: index + 1 },
    ];
    this.#passed.splice(this.#passed.indexOf(passed), 1, ...rest.filter(({ from, to }) => from < to));
    return 'late';
  }
}
