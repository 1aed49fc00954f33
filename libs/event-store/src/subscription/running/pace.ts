/** Spreads events over time, so that no more are read in a second than is wanted. */
export class Pace {
  /** When the next batch may begin. */
  #next = -Infinity;

  /** @param eventsPerSecond undefined for no limit */
  constructor(private readonly eventsPerSecond: number | undefined) {}

  /** How many events may be taken at once: a quarter of a second's, so that a small limit does not come in jerks. */
  get most(): number {
    return this.eventsPerSecond === undefined ? Infinity : Math.max(1, Math.floor(this.eventsPerSecond / 4));
  }

  /** Takes a place for events, and says how long to wait for it, in milliseconds. */
  take(events: number, now: number): number {
    if (this.eventsPerSecond === undefined) return 0;
    const begin = Math.max(now, this.#next);
    this.#next = begin + (events / this.eventsPerSecond) * 1_000;
    return begin - now;
  }
}
