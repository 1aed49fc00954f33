import { segmentOfKey } from '@daybook/event-store';
import type { RowDifference } from '../verification-report.js';
import { FixedSnapshots } from './fixed-snapshots.js';
import { filled, KeptPurses, some, type Verify } from './kept-purses.js';

type Finding = readonly [key: string, kind: RowDifference['kind'], ...fields: readonly string[]];

/** What was done to rows past their projection, and what a verification must say of it: that, and nothing else. */
export interface Tampering {
  readonly name: string;
  readonly tamper: (kept: KeptPurses) => Promise<unknown>;
  readonly finds: readonly Finding[];
}

const all = ['purseId', 'cents', 'tags', 'changedAt'] as const;

export const tamperings: readonly Tampering[] = [
  { name: 'nothing', tamper: async () => undefined, finds: [] },
  { name: 'a sum altered', tamper: (kept) => kept.alter('a', { cents: 7 }), finds: [['a', 'altered', 'cents']] },
  {
    name: 'another field altered',
    tamper: (kept) => kept.alter('c', { tags: ['hand'] }),
    finds: [['c', 'altered', 'tags']],
  },
  { name: 'a row removed', tamper: (kept) => kept.alter('b', null), finds: [['b', 'missing', ...all]] },
  {
    name: 'a row added that never was',
    tamper: (kept) => kept.alter('e', { cents: 0 }),
    finds: [['e', 'surplus', ...all]],
  },
  {
    name: 'a row added that is no more',
    tamper: (kept) => kept.alter('d', { cents: 3 }),
    finds: [['d', 'surplus', ...all]],
  },
  { name: 'events that nobody has applied', tamper: (kept) => kept.write(...filled('a', 100)), finds: [] },
  {
    name: 'one segment further than the other',
    tamper: async (kept) => {
      const keys = ['a', 'b', 'c'];
      await kept.write(...keys.flatMap((key) => filled(key, 100)));
      const rows = await kept.rows.load(keys);
      for (const key of keys.filter((one) => segmentOfKey(one, 2) === 1)) {
        await kept.alter(key, { cents: (rows.get(key)?.cents ?? 0) + 100 });
      }
      kept.record = { ...kept.record, positions: [6, 9] };
    },
    finds: [],
  },
  {
    name: 'an event given up',
    tamper: async (kept) => {
      await kept.alter('a', { cents: -4 });
      kept.record = { ...kept.record, dropped: [['a', 2]] };
    },
    finds: [],
  },
];

/** What a verification says of rows that were tampered with so. */
export async function findingsOf({ tamper }: Tampering, verify?: Verify): Promise<readonly Finding[]> {
  const kept = await KeptPurses.with(some);
  await tamper(kept);
  const { differences } = await kept.verify(undefined, { snapshots: new FixedSnapshots(kept.record) }, verify);
  return differences.map(({ key, kind, fields }) => [key, kind, ...fields.map(({ field }) => field)]);
}
