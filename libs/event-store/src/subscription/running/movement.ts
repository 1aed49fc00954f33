/** Tells any number of those who wait that something has moved. */
export class Movement {
  readonly #waiting = new Set<() => void>();

  moved(): void {
    for (const wake of this.#waiting) wake();
  }

  /** Has all movements told, until what is returned is called. */
  listen(moved: () => void): () => void {
    // Of its own, so that one that listens twice is heard twice.
    const own = (): void => moved();
    this.#waiting.add(own);
    return () => void this.#waiting.delete(own);
  }

  /** Waits for the next movement, or for so long. Keeps the process from ending, because somebody waits for the outcome. */
  async next(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.#waiting.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      this.#waiting.add(wake);
    });
  }
}
