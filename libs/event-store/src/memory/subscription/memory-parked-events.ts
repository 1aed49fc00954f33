import { dividedShare, ofItsKey, partsFor, segmentOfShare } from '../../subscription/key-share.js';
import type {
  DroppedEvent,
  ParkedCount,
  ParkedEvent,
  ParkedReference,
  Parking,
} from '../../subscription/parked-event.js';
import type { ListedSelection, ParkedSelection } from '../../subscription/subscription-store.js';

interface Kept extends Omit<ParkedEvent, 'shares'> {
  readonly share: string;
}

/** What a subscription has parked, and what was given up. */
export class MemoryParkedEvents {
  #parked: readonly Kept[] = [];
  #dropped: readonly DroppedEvent[] = [];

  constructor(private readonly subscription: string) {}

  has(reference: ParkedReference): boolean {
    return this.#parked.some(isSameAs(reference));
  }

  park(parkings: readonly Parking[], now: Date): void {
    for (const parking of parkings) {
      const { key, share = ofItsKey, position, eventId, streamId, type, failure, attempts } = parking;
      const earlier = this.#parked.find(isSameAs(parking));
      // One that comes to wait behind a key that is to be tried again is to be tried with it.
      const retryRequestedAt = this.#parked.find(
        (kept) => goesWith(kept, parking) && kept.retryRequestedAt,
      )?.retryRequestedAt;
      const fresh = { subscription: this.subscription, key, share, position, eventId, streamId, type };
      const kept = earlier
        ? { ...earlier, failure, attempts }
        : { ...fresh, failure, attempts, parkedAt: now, retryRequestedAt };
      this.#parked = [...this.#parked.filter((other) => other !== earlier), kept].sort(byKeyAndPosition);
    }
    const failed = parkings.filter(({ failure }) => failure !== undefined);
    this.#parked = this.#parked.map((kept) =>
      failed.some((parking) => goesWith(kept, parking)) ? { ...kept, retryRequestedAt: undefined } : kept,
    );
  }

  unpark(references: readonly ParkedReference[]): void {
    this.#parked = this.#parked.filter((kept) => !references.some((reference) => isSameAs(reference)(kept)));
  }

  /** Those whose keys could not be told, in such shares that each falls to one of so many segments. */
  divide(segments: number): void {
    const parts = partsFor(
      segments,
      this.#parked.map(({ share }) => share),
    );
    this.#parked = this.#parked
      .flatMap((kept) => dividedShare(kept.share, parts).map((share) => ({ ...kept, share })))
      .sort(byKeyAndPosition);
  }

  keys(): ReadonlyMap<string, number> {
    const counts = new Map<string, number>();
    for (const { key } of this.list({})) counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts;
  }

  counts(): readonly ParkedCount[] {
    const counts = new Map<string, ParkedCount>();
    for (const { key, share } of this.#parked) {
      const name = nameOf({ key, share });
      counts.set(name, { key, share, events: (counts.get(name)?.events ?? 0) + 1 });
    }
    return [...counts.values()];
  }

  due(limit: number): readonly ParkedReference[] {
    const asked = new Set(this.#parked.filter(({ retryRequestedAt }) => retryRequestedAt).map(nameOf));
    const due = this.#parked.filter((kept) => asked.has(nameOf(kept)));
    const first = new Map([...due].reverse().map((kept) => [nameOf(kept), kept.position]));
    const firstOf = (kept: Kept): number => first.get(nameOf(kept)) ?? 0;
    return [...due]
      .sort((one, other) => firstOf(one) - firstOf(other) || byKeyAndPosition(one, other))
      .map(({ key, share, position }) => ({ key, position, ...(share !== ofItsKey && { share }) }))
      .slice(0, limit);
  }

  list({ limit, share, ...selection }: ListedSelection): readonly ParkedEvent[] {
    const meant = this.#parked.filter((kept) => isMeant(kept, selection) && (share ?? kept.share) === kept.share);
    return asOne(meant).slice(0, limit);
  }

  retry(selection: ParkedSelection, now: Date): number {
    const keys = new Set(this.list(selection).map(({ key }) => key));
    this.#parked = this.#parked.map((kept) => (keys.has(kept.key) ? { ...kept, retryRequestedAt: now } : kept));
    return this.list({}).filter(({ key }) => keys.has(key)).length;
  }

  drop(selection: ParkedSelection, reason: string, droppedBy: string, now: Date): number {
    const gone = this.list(selection);
    const records = gone.map(({ retryRequestedAt: _, ...kept }) => ({ ...kept, reason, droppedBy, droppedAt: now }));
    this.#parked = this.#parked.filter((kept) => !isMeant(kept, selection));
    this.#dropped = [...records, ...this.#dropped];
    return gone.length;
  }

  dropped(): readonly DroppedEvent[] {
    return this.#dropped;
  }
}

/** An event that waits for several shares of its keys is one for operators. */
function asOne(all: readonly Kept[]): readonly ParkedEvent[] {
  const found = new Map<string, ParkedEvent>();
  for (const { share, ...kept } of all) {
    const name = `${kept.position} ${kept.key}`;
    const known = found.get(name);
    const shares = [...(known?.shares ?? []), ...(segmentOfShare(share) === undefined ? [] : [share])];
    found.set(name, {
      ...kept,
      failure: known?.failure ?? kept.failure,
      attempts: Math.max(known?.attempts ?? 0, kept.attempts),
      parkedAt: known?.parkedAt ?? kept.parkedAt,
      retryRequestedAt: known?.retryRequestedAt ?? kept.retryRequestedAt,
      ...(shares.length > 0 && { shares }),
    });
  }
  return [...found.values()].sort(byKeyAndPosition);
}

function nameOf({ key, share }: Pick<Kept, 'key' | 'share'>): string {
  return `${share} ${key}`;
}

function goesWith(kept: Kept, { key, share = ofItsKey }: ParkedReference): boolean {
  return kept.key === key && kept.share === share;
}

function isSameAs(reference: ParkedReference): (kept: Kept) => boolean {
  return (kept) => goesWith(kept, reference) && kept.position === reference.position;
}

function isMeant(kept: ParkedReference, { key, position }: ParkedSelection): boolean {
  return (key === undefined || kept.key === key) && (position === undefined || kept.position === position);
}

function byKeyAndPosition(one: ParkedReference, other: ParkedReference): number {
  if (one.key !== other.key) return one.key < other.key ? -1 : 1;
  const [share = '', its = ''] = [one.share, other.share];
  if (share !== its) return share < its ? -1 : 1;
  return one.position - other.position;
}
