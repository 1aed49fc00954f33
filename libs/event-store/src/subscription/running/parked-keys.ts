import { fallsTo, ofItsKey, ofKeyOrStream, type SegmentShare, segmentOfShare, sharesOfSegment } from '../key-share.js';
import type { ParkedCount, ParkedReference } from '../parked-event.js';
import type { Progress } from '../progress.js';
import type { ParkingLimits } from './consumer.js';

type Counts = Map<string, Map<string, number>>;

/** What a subscription has parked, as the owner of a segment remembers it between two looks at the store. */
export class ParkedKeys {
  /** By key, and by share. */
  readonly #counts: Counts = new Map();

  constructor(counts: Iterable<ParkedCount>) {
    for (const { key, share, events } of counts) add(this.#counts, key, share, events);
  }

  get size(): number {
    return this.#counts.size;
  }

  /** Whether events of a key wait. */
  has(key: string): boolean {
    const shares = this.#counts.get(key);
    return shares !== undefined && (shares.has(ofItsKey) || shares.has(ofKeyOrStream));
  }

  /** Whether a release has parked something under this name which did not say whether it is a key or a stream. */
  isKeyOrStream(name: string): boolean {
    return this.#counts.get(name)?.has(ofKeyOrStream) === true;
  }

  /** For which keys of a segment a stream waits, because some of its events had keys that could not be told. */
  sharesOf(streamId: string, segment: SegmentShare): readonly string[] {
    return [...(this.#counts.get(streamId)?.keys() ?? [])].filter((share) => fallsTo(share, segment));
  }

  /** All keys of a segment, in such shares as the stream waits for already. */
  allSharesOf(streamId: string, segment: SegmentShare): readonly string[] {
    const [known] = this.sharesOf(streamId, segment);
    return sharesOfSegment(segment, known === undefined ? segment.segments : segmentOfShare(known)?.segments);
  }

  /** What was committed. */
  note({ parked = [], unparked = [] }: Progress): void {
    for (const { key, share = ofItsKey } of parked) add(this.#counts, key, share, 1);
    for (const reference of unparked) this.#forget(reference);
  }

  /** Why no more may be parked; undefined if these may. */
  refusalOf(parked: readonly ParkedReference[], { perKey, inAll }: ParkingLimits): string | undefined {
    const counts: Counts = new Map([...this.#counts].map(([key, shares]) => [key, new Map(shares)]));
    for (const { key, share = ofItsKey } of parked) {
      if (add(counts, key, share, 1) <= perKey) continue;
      return `more than ${perKey} events of the key ${JSON.stringify(key)} would be parked`;
    }
    let all = 0;
    for (const shares of counts.values()) all += eventsIn(shares);
    return all > inAll ? `more than ${inAll} events would be parked in all` : undefined;
  }

  #forget({ key, share = ofItsKey }: ParkedReference): void {
    const shares = this.#counts.get(key);
    const left = (shares?.get(share) ?? 1) - 1;
    if (left > 0) shares?.set(share, left);
    else shares?.delete(share);
    if (shares?.size === 0) this.#counts.delete(key);
  }
}

function add(counts: Counts, key: string, share: string, events: number): number {
  const shares = counts.get(key) ?? new Map<string, number>();
  const count = (shares.get(share) ?? 0) + events;
  counts.set(key, shares.set(share, count));
  return count;
}

/** An event that waits for several shares is one. */
function eventsIn(shares: ReadonlyMap<string, number>): number {
  let [ofKeys, most] = [0, 0];
  for (const [share, count] of shares) {
    if (segmentOfShare(share) === undefined) ofKeys += count;
    else most = Math.max(most, count);
  }
  return ofKeys + most;
}
