import type { SegmentPositions } from '@daybook/event-store';
import type { Awaited, LogStretch } from '../has-come.js';

/** How rows stand, what somebody waits for, and whether it has come. */
export interface Wait {
  readonly name: string;
  readonly awaited: Awaited;
  readonly standing: SegmentPositions;
  readonly stretch?: LogStretch;
  readonly has: boolean;
}

const all = (position: number): Awaited => ({ position, key: undefined });
/** Of two segments `a` falls to the first, `b` and `d` to the second. */
const of = (key: string, position: number): Awaited => ({ position, key });
const at = (...positions: readonly number[]): SegmentPositions => ({
  segments: positions.length,
  positions: new Map(positions.entries()),
});
const between = (from: number, to: number, ...events: LogStretch['events']): LogStretch => ({ from, to, events });
const event = (position: number, ...keys: readonly string[]) => ({ position, keys });
const unclear = (position: number) => ({ position, keys: undefined });

export const waits: readonly Wait[] = [
  { name: 'all segments are at the position', awaited: all(10), standing: at(10, 12), has: true },
  { name: 'the last one is not', awaited: all(10), standing: at(12, 9), has: false },
  { name: 'the first one is not', awaited: all(10), standing: at(9, 12), has: false },
  { name: 'the segment of the key is, the other is not', awaited: of('b', 10), standing: at(3, 10), has: true },
  { name: 'the other is, the segment of the key is not', awaited: of('b', 10), standing: at(12, 9), has: false },
  { name: 'the first segment is the key’s', awaited: of('a', 10), standing: at(10, 3), has: true },
  { name: 'nothing is on record', awaited: all(0), standing: at(), has: false },
  {
    name: 'of a segment nothing is known here',
    awaited: all(10),
    standing: { segments: 2, positions: new Map([[0, 12]]) },
    has: false,
  },
  {
    name: 'nothing that is wanted lies between',
    awaited: all(10),
    standing: at(4, 10),
    stretch: between(4, 10),
    has: true,
  },
  {
    name: 'what lies between is another segment’s, which has it',
    awaited: all(10),
    standing: at(4, 7),
    stretch: between(4, 10, event(6, 'b')),
    has: true,
  },
  {
    name: 'what lies between is another segment’s, which has it not',
    awaited: all(10),
    standing: at(4, 5),
    stretch: between(4, 10, event(6, 'b')),
    has: false,
  },
  {
    name: 'what lies between is another key’s of the segment',
    awaited: of('b', 10),
    standing: at(4, 5),
    stretch: between(4, 10, event(6, 'd')),
    has: true,
  },
  {
    name: 'what lies between is the key’s, beside another',
    awaited: of('b', 10),
    standing: at(4, 5),
    stretch: between(4, 10, event(6, 'a', 'b')),
    has: false,
  },
  {
    name: 'what lies between may be anybody’s',
    awaited: of('b', 10),
    standing: at(4, 5),
    stretch: between(4, 10, unclear(6)),
    has: false,
  },
  {
    name: 'what is wanted comes behind the position',
    awaited: all(10),
    standing: at(4, 4),
    stretch: between(4, 20, event(11, 'b'), event(12, 'a')),
    has: true,
  },
  {
    name: 'the log was not seen up to the position',
    awaited: all(10),
    standing: at(4, 4),
    stretch: between(4, 9),
    has: false,
  },
  {
    name: 'the log was not seen from the checkpoint on',
    awaited: all(10),
    standing: at(4, 4),
    stretch: between(5, 10),
    has: false,
  },
  {
    name: 'more has come into the log than was waited for',
    awaited: all(10),
    standing: at(10, 10),
    stretch: between(4, 90, event(80, 'b')),
    has: true,
  },
];
