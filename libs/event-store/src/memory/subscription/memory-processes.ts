import type { Heartbeat, LiveProcess } from '../../subscription/live-process.js';

interface KnownProcess extends LiveProcess {
  readonly seenAt: number;
  readonly aliveUntil: number;
}

/** When a segment was taken, and until when without a further sign of life. */
export interface Claim {
  readonly owner: string;
  readonly claimedAt: number;
  readonly leasedUntil: number;
}

/** The processes by their signs of life. A duration must not follow a clock that people set: these are monotonic times. */
export class MemoryProcesses {
  readonly #known = new Map<string, KnownProcess>();

  seen({ id, name, runs, leaseMs, declines }: Heartbeat): void {
    const seenAt = performance.now();
    this.#known.set(id, { id, name, runs: [...runs], declines, seenAt, aliveUntil: seenAt + leaseMs });
  }

  forget(id: string): void {
    this.#known.delete(id);
  }

  live(asking?: string): readonly LiveProcess[] {
    const now = performance.now();
    return [...this.#known.values()]
      .filter(({ id, aliveUntil }) => aliveUntil > now || id === asking)
      .map(({ id, name, runs, declines }) => ({ id, name, runs, ...(declines && { declines }) }))
      .sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  nameOf(id: string): string {
    return this.#known.get(id)?.name ?? id;
  }

  /** The owner whose lease stands: one sign of life since the claim renews it. */
  ownerBy(claim: Claim | undefined): string | undefined {
    if (claim === undefined) return undefined;
    const holder = this.#known.get(claim.owner);
    const end = holder !== undefined && holder.seenAt >= claim.claimedAt ? holder.aliveUntil : claim.leasedUntil;
    return end > performance.now() ? claim.owner : undefined;
  }
}
