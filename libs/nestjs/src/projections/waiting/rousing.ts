/** A pause that can be cut short, also before it has begun. */
export class Rousing {
  #isRoused = false;
  #end: (() => void) | undefined;

  rouse(): void {
    this.#isRoused = true;
    this.#end?.();
  }

  async wait(ms: number): Promise<void> {
    if (!this.#isRoused) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#end = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#isRoused = false;
    this.#end = undefined;
  }
}
