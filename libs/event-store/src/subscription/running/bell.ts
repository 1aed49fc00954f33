/** Wakes one who waits; rung while nobody waits, it lets the next one pass at once. */
export class Bell {
  #rung = false;
  #wake: (() => void) | undefined;

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Waits until it is rung, or for so long. Does not throw, and does not keep the process from ending. */
  async wait(ms = Infinity): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        // A timer takes no more than this and fires at once beyond it.
        const timer = setTimeout(resolve, Math.min(Math.max(ms, 0), 2_147_483_647)).unref();
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      this.#wake = undefined;
    }
    this.#rung = false;
  }
}
