import type { DeclinedSegment, LiveProcess } from '../live-process.js';

/** What a process leaves to others, for as long as it lives: what it does not know today, it does not learn. */
export class Declines {
  readonly #declined = new Map<string, DeclinedSegment>();

  get all(): readonly DeclinedSegment[] {
    return [...this.#declined.values()];
  }

  /** Of a segment the last event counts. */
  add(declined: DeclinedSegment): void {
    this.#declined.set(`${declined.segment}:${declined.subscription}`, declined);
  }

  /** It runs a subscription no more. */
  remove(subscription: string): void {
    for (const [name, declined] of this.#declined) {
      if (declined.subscription === subscription) this.#declined.delete(name);
    }
  }

  /** Positions of another history of the log tell nothing of this one. */
  forget(): void {
    this.#declined.clear();
  }

  /** Processes as a heartbeat has told of them, the own one as it is by now. */
  amend(processes: readonly LiveProcess[], own: string): readonly LiveProcess[] {
    return processes.map((process) => (process.id === own ? { ...process, declines: this.all } : process));
  }
}
