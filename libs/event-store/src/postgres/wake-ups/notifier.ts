/** How a `Notifier` sends, and how often. */
export interface Notifying {
  /** Answers false if it was not possible at the moment. */
  readonly send: () => Promise<boolean>;
  /** The least time between the beginnings of two, in milliseconds. Default 5. */
  readonly everyMs?: number;
  /** The same while there are more than two appends in a millisecond, to each of which it would cost something. Default 25. */
  readonly busyEveryMs?: number;
  /** The least time after one that has failed, in milliseconds. Default 1,000. */
  readonly afterFailureMs?: number;
}

// Half a second and more: by then those who wait have asked by themselves, or do so in a moment.
const mostMisses = 100;

/** Appends in a millisecond. */
const busyFrom = 2;

/**
 * Tells other processes, many times as one: one is under way at most, and the next goes some milliseconds after it. One
 * that fails is given up; those who wait for it ask by themselves.
 */
export class Notifier {
  /** How many times since the last one. */
  #told = 0;
  #lastAt = 0;
  #underWay: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #notBefore = 0;
  #misses = 0;

  constructor(private readonly notifying: Notifying) {}

  tell(): void {
    this.#told++;
    if (this.#underWay === undefined && this.#timer === undefined) this.#next();
  }

  /** Sends at once what is due, and waits for its end. */
  async flush(): Promise<void> {
    await this.#underWay;
    this.#cancel();
    if (this.#told > 0) this.#send();
    await this.#underWay;
    this.#cancel();
  }

  #next(): void {
    const waitMs = this.#notBefore - performance.now();
    if (waitMs <= 0) return this.#send();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#send();
    }, waitMs).unref();
  }

  #send(): void {
    const { send, everyMs = 5, busyEveryMs = 25, afterFailureMs = 1_000 } = this.notifying;
    const now = performance.now();
    const isBusy = this.#told > busyFrom * (now - this.#lastAt);
    this.#told = 0;
    this.#lastAt = now;
    this.#notBefore = now + (isBusy ? busyEveryMs : everyMs);
    this.#underWay = send()
      .catch(() => {
        this.#notBefore = performance.now() + afterFailureMs;
        return true;
      })
      .then((done) => {
        this.#underWay = undefined;
        this.#misses = done ? 0 : this.#misses + 1;
        if (this.#misses % mostMisses > 0) this.#told++;
        if (this.#told > 0) this.#next();
      });
  }

  #cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
