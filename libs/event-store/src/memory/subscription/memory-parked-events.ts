import type { DroppedEvent, ParkedEvent, ParkedReference, Parking } from '../../subscription/parked-event.js';
import type { ParkedSelection } from '../../subscription/subscription-store.js';

/** What a subscription has parked, and what was given up. */
export class MemoryParkedEvents {
  #parked: readonly ParkedEvent[] = [];
  #dropped: readonly DroppedEvent[] = [];

  constructor(private readonly subscription: string) {}

  has({ key, position }: ParkedReference): boolean {
    return this.#parked.some((kept) => kept.key === key && kept.position === position);
  }

  park(parkings: readonly Parking[], now: Date): void {
    for (const parking of parkings) {
      const { key, position, eventId, streamId, type, failure, attempts } = parking;
      const earlier = this.#parked.find((kept) => kept.key === key && kept.position === position);
      // One that comes to wait behind a key that is to be tried again is to be tried with it.
      const retryRequestedAt = this.#parked.find((kept) => kept.key === key && kept.retryRequestedAt)?.retryRequestedAt;
      const fresh = { subscription: this.subscription, key, position, eventId, streamId, type, failure, attempts };
      const kept = earlier ? { ...earlier, failure, attempts } : { ...fresh, parkedAt: now, retryRequestedAt };
      this.#parked = [...this.#parked.filter((other) => other !== earlier), kept].sort(byKeyAndPosition);
    }
    const failed = new Set(parkings.filter(({ failure }) => failure !== undefined).map(({ key }) => key));
    this.#parked = this.#parked.map((kept) => (failed.has(kept.key) ? { ...kept, retryRequestedAt: undefined } : kept));
  }

  unpark(references: readonly ParkedReference[]): void {
    this.#parked = this.#parked.filter(
      (kept) => !references.some(({ key, position }) => kept.key === key && kept.position === position),
    );
  }

  keys(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { key } of this.#parked) counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts;
  }

  due(limit: number): readonly ParkedReference[] {
    const asked = new Set(this.#parked.filter(({ retryRequestedAt }) => retryRequestedAt).map(({ key }) => key));
    const due = this.#parked.filter(({ key }) => asked.has(key));
    const first = new Map([...due].reverse().map(({ key, position }) => [key, position]));
    return due
      .map(({ key, position }) => ({ key, position }))
      .sort((one, other) => (first.get(one.key) ?? 0) - (first.get(other.key) ?? 0) || byKeyAndPosition(one, other))
      .slice(0, limit);
  }

  list(selection: ParkedSelection, limit = Infinity): readonly ParkedEvent[] {
    return this.#parked.filter((kept) => isMeant(kept, selection)).slice(0, limit);
  }

  retry(selection: ParkedSelection, now: Date): number {
    const keys = new Set(this.list(selection).map(({ key }) => key));
    this.#parked = this.#parked.map((kept) => (keys.has(kept.key) ? { ...kept, retryRequestedAt: now } : kept));
    return this.#parked.filter(({ key }) => keys.has(key)).length;
  }

  drop(selection: ParkedSelection, reason: string, droppedBy: string, now: Date): number {
    const gone = this.list(selection);
    const records = gone.map(({ retryRequestedAt: _, ...kept }) => ({ ...kept, reason, droppedBy, droppedAt: now }));
    this.#parked = this.#parked.filter((kept) => !gone.includes(kept));
    this.#dropped = [...records, ...this.#dropped];
    return gone.length;
  }

  dropped(): readonly DroppedEvent[] {
    return this.#dropped;
  }
}

function isMeant(kept: ParkedReference, { key, position }: ParkedSelection): boolean {
  return (key === undefined || kept.key === key) && (position === undefined || kept.position === position);
}

function byKeyAndPosition(one: ParkedReference, other: ParkedReference): number {
  if (one.key === other.key) return one.position - other.position;
  return one.key < other.key ? -1 : 1;
}
