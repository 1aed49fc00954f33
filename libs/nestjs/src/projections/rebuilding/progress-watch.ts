/** A build that does not move for so long does not come any further, in milliseconds. */
export const buildStalledMs = 60_000;

/** Knows since when something stands where it is. */
export class ProgressWatch {
  readonly #seen = new Map<string, { readonly position: number; readonly since: number }>();

  constructor(private readonly stalledMs: number) {}

  /** Whether it has stood at one position for too long. */
  isStalled(name: string, position: number, now: number): boolean {
    const seen = this.#seen.get(name);
    if (seen?.position === position) return now - seen.since >= this.stalledMs;
    this.#seen.set(name, { position, since: now });
    return false;
  }

  /** It stands still because it has nothing to do. */
  rests(name: string, now: number): void {
    const seen = this.#seen.get(name);
    if (seen !== undefined) this.#seen.set(name, { ...seen, since: now });
  }
}
