/** Lets pieces through one after another, each as late as was said when it came. */
export class SlowPipe {
  #waiting: { readonly due: number; readonly pass: () => void }[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** At once where nothing is to wait for. */
  put(delayMs: number, pass: () => void): void {
    if (delayMs === 0 && this.#waiting.length === 0) return pass();
    this.#waiting.push({ due: performance.now() + delayMs, pass });
    this.#timer ??= setTimeout(() => this.#passDue(), delayMs);
  }

  /** What still waits never comes. */
  close(): void {
    clearTimeout(this.#timer);
    this.#waiting = [];
  }

  #passDue(): void {
    this.#timer = undefined;
    // A timer may fire a moment early.
    const now = performance.now() + 1;
    while (this.#waiting[0] !== undefined && this.#waiting[0].due <= now) this.#waiting.shift()!.pass();
    const next = this.#waiting[0];
    if (next !== undefined) this.#timer = setTimeout(() => this.#passDue(), Math.max(0, next.due - now));
  }
}
