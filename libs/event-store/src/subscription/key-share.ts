import { segmentOfKey } from './key-segment.js';

/** Of which segment events are taken: those of the keys that fall to it. */
export interface SegmentShare {
  readonly segment: number;
  readonly segments: number;
}

/** The share of an event that waits for the one key under which it is parked. */
export const ofItsKey = '';

/**
 * The share of an event that a release has parked which did not say whether it waits under its key, or under its stream
 * because its keys could not be told.
 */
export const ofKeyOrStream = '?';

/** Those keys that fall to a segment of so many, in a word: `2/4`. */
export function shareOf({ segment, segments }: SegmentShare): string {
  return `${segment}/${segments}`;
}

/** Undefined for one that is no part of keys that could not be told. */
export function segmentOfShare(share: string): SegmentShare | undefined {
  const [, segment, segments] = /^(\d+)\/(\d+)$/.exec(share) ?? [];
  return segment === undefined ? undefined : { segment: Number(segment), segments: Number(segments) };
}

/** Whether a key is one of a share of keys that could not be told. */
export function isInShare(key: string, share: string): boolean {
  const of = segmentOfShare(share);
  return of !== undefined && segmentOfKey(key, of.segments) === of.segment;
}

/** Whether all keys of a share fall to a segment. After each division all shares are such for one of the segments. */
export function fallsTo(share: string, { segment, segments }: SegmentShare): boolean {
  const of = segmentOfShare(share);
  return of !== undefined && of.segments % segments === 0 && of.segment % segments === segment;
}

/** What falls to a segment, in shares of one of so many: a multiple of the number of segments. */
export function sharesOfSegment({ segment, segments }: SegmentShare, parts = segments): readonly string[] {
  const shares: string[] = [];
  for (let part = segment; part < parts; part += segments) shares.push(shareOf({ segment: part, segments: parts }));
  return shares;
}

/** The same keys in shares of one of so many: a multiple of that in which the share is told. */
export function dividedShare(share: string, parts: number): readonly string[] {
  const of = segmentOfShare(share);
  return of === undefined ? [share] : sharesOfSegment(of, parts);
}

/** The least number of parts in which several shares can all be told, and that many segments can divide among them. */
export function partsFor(segments: number, shares: Iterable<string>): number {
  let parts = segments;
  for (const share of shares) parts = leastCommonMultiple(parts, segmentOfShare(share)?.segments ?? 1);
  return parts;
}

function leastCommonMultiple(one: number, other: number): number {
  let [divisor, rest] = [one, other];
  while (rest > 0) [divisor, rest] = [rest, divisor % rest];
  return (one / divisor) * other;
}
