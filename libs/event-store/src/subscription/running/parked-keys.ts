import type { ParkingLimits } from './consumer.js';
import type { Progress } from '../progress.js';

/** The keys of a subscription that have parked events, as its owner remembers them between two looks at the store. */
export class ParkedKeys {
  readonly #counts: Map<string, number>;

  constructor(counts: Iterable<readonly [string, number]>) {
    this.#counts = new Map(counts);
  }

  get size(): number {
    return this.#counts.size;
  }

  has(key: string): boolean {
    return this.#counts.has(key);
  }

  /** What was committed. */
  note({ parked = [], unparked = [] }: Progress): void {
    for (const { key } of parked) this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
    for (const { key } of unparked) {
      const left = (this.#counts.get(key) ?? 1) - 1;
      if (left > 0) this.#counts.set(key, left);
      else this.#counts.delete(key);
    }
  }

  /** Why no more may be parked; undefined if these may. */
  refusalOf(parked: readonly { readonly key: string }[], { perKey, inAll }: ParkingLimits): string | undefined {
    const counts = new Map(this.#counts);
    for (const { key } of parked) {
      const count = (counts.get(key) ?? 0) + 1;
      if (count > perKey) return `more than ${perKey} events of the key ${JSON.stringify(key)} would be parked`;
      counts.set(key, count);
    }
    let all = 0;
    for (const count of counts.values()) all += count;
    return all > inAll ? `more than ${inAll} events would be parked in all` : undefined;
  }
}
