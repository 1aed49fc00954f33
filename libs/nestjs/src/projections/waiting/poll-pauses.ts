const shortestMs = 5;
const longestMs = 50;

/** When to ask again: soon after somebody has had what he waited for, later and later while nobody has. */
export class PollPauses {
  #pauseMs = shortestMs;
  #askedAt = -Infinity;
  #isAskedFor = false;

  /** How long it is until then, in milliseconds; not positive if it is time. */
  get left(): number {
    return this.#isAskedFor ? 0 : this.#pauseMs - this.sinceAsked;
  }

  get sinceAsked(): number {
    return performance.now() - this.#askedAt;
  }

  asked(): void {
    if (this.#askedAt > -Infinity) this.#pauseMs = Math.min(longestMs, this.#pauseMs * 2);
    this.#askedAt = performance.now();
    this.#isAskedFor = false;
  }

  /** He is told at once, unless it was asked a moment ago. */
  somebodyCame(): void {
    if (this.sinceAsked >= shortestMs) this.#isAskedFor = true;
    this.#pauseMs = shortestMs / 2;
  }

  somebodyWent(): void {
    this.#pauseMs = shortestMs;
  }
}
