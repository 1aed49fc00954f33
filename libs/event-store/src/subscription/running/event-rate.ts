const windowMs = 5_000;

/** Events per second over the last five to ten seconds. */
export class EventRate {
  #began = performance.now();
  #before = 0;
  #counted = 0;

  add(events: number): void {
    this.#turn();
    this.#counted += events;
  }

  get perSecond(): number {
    this.#turn();
    const share = (performance.now() - this.#began) / windowMs;
    return ((this.#before * (1 - share) + this.#counted) * 1_000) / windowMs;
  }

  #turn(): void {
    const windows = Math.floor((performance.now() - this.#began) / windowMs);
    if (windows === 0) return;
    this.#before = windows === 1 ? this.#counted : 0;
    this.#counted = 0;
    this.#began += windows * windowMs;
  }
}
