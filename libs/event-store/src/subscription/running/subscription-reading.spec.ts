import { describe, expect, test } from '@jest/globals';
import type { SegmentState } from '../segment.js';
import type { SegmentLoop } from './segment-loop.js';
import { type Asking, readingFrom } from './subscription-reading.js';

const told: SegmentState = {
  ...{ subscription: 'saga:payout', segment: 0, segments: 2, owner: 'another', epoch: 3, position: 10, revision: 1 },
  ...{ halted: false, drainTo: undefined },
};
const both = [told, { ...told, segment: 1, position: 20 }];

function asking(own: Partial<Record<number, SegmentLoop>> = {}, of: Partial<Asking> = {}): Asking {
  return { incarnation: 'i-1', isInTime: true, beginnings: 1, loopOf: ({ segment }) => own[segment], ...of };
}

function loop(seen: number, of: { epoch?: number; segments?: number; isLost?: boolean; isStopped?: boolean } = {}) {
  const { epoch = 3, segments = 2, isLost = false, isStopped = false } = of;
  const work = { isStoppedByItself: isStopped };
  return { lease: { epoch, segments }, checkpoint: { seen }, work, isLost } as unknown as SegmentLoop;
}

describe('How a subscription is read', () => {
  test('is said by the segment that is behind, in whichever process', () => {
    expect(readingFrom(both, asking())).toMatchObject({ position: 10, goesOn: true });
    expect(readingFrom(both, asking({ 0: loop(30) })).position).toBe(20);
  });

  test('is not known from a reader that has lost its lease, or is of another division', () => {
    expect(readingFrom(both, asking({ 0: loop(30, { isLost: true }) })).position).toBe(10);
    expect(readingFrom(both, asking({ 0: loop(30, { segments: 1 }) })).position).toBe(10);
  });

  test.each([
    ['nothing was told yet', [], asking()],
    ['it was paused, or has stopped', [told, { ...told, segment: 1, halted: true }], asking()],
    ['it has just stopped here', both, asking({ 1: loop(20, { isStopped: true }) })],
    ['nobody reads a segment', [told, { ...told, segment: 1, owner: undefined }], asking()],
    ['this process has given no sign of life', both, asking({}, { isInTime: false })],
  ])('does not go on while %s', (_, states, of) => {
    expect(readingFrom(states, of).goesOn).toBe(false);
  });

  test('goes on where this process has just taken a segment that nobody had', () => {
    expect(readingFrom([{ ...told, owner: undefined }], asking({ 0: loop(10, { epoch: 4 }) })).goesOn).toBe(true);
  });

  test('has another mark whenever it may have stood still, and the same as long as it has not', () => {
    const { mark } = readingFrom(both, asking());
    const others = [
      readingFrom([told, { ...told, segment: 1, epoch: 4 }], asking()),
      readingFrom([told, { ...told, segment: 1, revision: 3 }], asking()),
      readingFrom(both, asking({ 1: loop(20, { epoch: 4 }) })),
      readingFrom(both, asking({}, { beginnings: 2 })),
      readingFrom(both, asking({}, { incarnation: 'i-2' })),
    ].map((reading) => reading.mark);
    expect(others).not.toContain(mark);
    const later = both.map((state) => ({ ...state, position: 1_000 }));
    expect(readingFrom(later, asking({ 0: loop(1_000) })).mark).toBe(mark);
  });
});
