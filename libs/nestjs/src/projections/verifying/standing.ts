import { isInShare, ofKeyOrStream, type RecordedEvent, segmentOfKey } from '@daybook/event-store';

/** What rows must have been folded from, as it stood when they were read. */
export interface Standing {
  /** The least checkpoint: everything up to it counts. */
  readonly position: number;
  /** The greatest position at which anything counts. */
  readonly to: number;
  /** The keys that wait for an operator, whose rows are behind. */
  readonly parked: ReadonlySet<string>;
  /** Whether an event was applied for a key. */
  counts(recorded: RecordedEvent, key: string): boolean;
}

/** An event as one key has it; one whose keys could not be told as its stream has it, for a share of its keys. */
export type KeyedPosition = readonly [key: string, position: number, share?: string];

/** What is kept of a subscription. */
export interface SubscriptionRecord {
  /** The checkpoints of its segments, in their order. */
  readonly positions: readonly number[];
  readonly parked: readonly KeyedPosition[];
  /** What was given up. */
  readonly dropped: readonly KeyedPosition[];
}

function leftOutBy(given: readonly KeyedPosition[]): (recorded: RecordedEvent, key: string) => boolean {
  const ofKeys = new Set<string>();
  const ofStreams = new Map<string, readonly string[]>();
  for (const [key, position, share = ''] of given) {
    const name = nameOf(key, position);
    if (share === '' || share === ofKeyOrStream) ofKeys.add(name);
    if (share !== '') ofStreams.set(name, [...(ofStreams.get(name) ?? []), share]);
  }
  return ({ position, streamId }, key) => {
    if (ofKeys.size > 0 && ofKeys.has(nameOf(key, position))) return true;
    // One that had no keys when it was read is kept under its stream, whichever keys it has today.
    const shares = ofStreams.size > 0 ? (ofStreams.get(nameOf(streamId, position)) ?? []) : [];
    return shares.some((share) => share === ofKeyOrStream || isInShare(key, share));
  };
}

/** What the rows of a subscription must have been folded from. */
export function standingOf({ positions, parked, dropped }: SubscriptionRecord): Standing {
  const isLeftOut = leftOutBy([...parked, ...dropped]);
  return {
    position: Math.min(...positions),
    to: Math.max(...positions),
    parked: new Set(parked.map(([key]) => key)),
    counts: (recorded, key) =>
      recorded.position <= (positions[segmentOfKey(key, positions.length)] ?? 0) && !isLeftOut(recorded, key),
  };
}

function nameOf(key: string, position: number): string {
  return `${position} ${key}`;
}

/**
 * What the rows of an inline projection must have been folded from: everything that the same snapshot sees, but for what
 * the subscription before it gave up.
 */
export function inlineStanding(
  head: number,
  behind: readonly number[],
  dropped: readonly KeyedPosition[] = [],
): Standing {
  const visible = new Set(behind);
  const isLeftOut = leftOutBy(dropped);
  return {
    position: head,
    to: behind.reduce((most, position) => Math.max(most, position), head),
    parked: new Set(),
    counts: (recorded, key) =>
      (recorded.position <= head || visible.has(recorded.position)) && !isLeftOut(recorded, key),
  };
}
