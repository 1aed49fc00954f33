import type { PolledEntry } from '../history/entry.js';
import { type Cases, beside, happens, inLog, meets, swapped } from './example/case.js';
import { areToldOf } from './example/told-of.js';
import type { WordOf } from './invariant.js';

const cases: Readonly<Record<WordOf<'I4' | 'I5' | 'I6'>, Cases>> = {
  'poll-skip': {
    wrong: [
      meets('a session has passed one over', (met) => met.filter((_, n) => n !== 3)),
      meets('a session begins too late', (met) => met.slice(1)),
    ],
    innocent: [
      meets('a session ends before the last', (met) => met.slice(0, -1)),
      meets('a session meets nothing', () => []),
      beside('a session ends, and the next one goes on from there', (seen) => {
        const [began, ...pages] = seen.lines.filter(
          (line): line is PolledEntry => 'session' in line && line.session === 'all',
        );
        const place = pages[0]!.met!.at(-1)![0];
        const next = [
          { ...began!, session: 'next', after: place },
          { ...pages[1]!, session: 'next' },
        ];
        seen.lines = [...seen.lines.filter((line) => !pages.slice(1).includes(line as PolledEntry)), ...next];
      }),
    ],
  },
  unseen: {
    wrong: [beside('the subscriber has no row of an event', (seen) => seen.rows.splice(3, 1))],
    innocent: [],
  },
  'poll-duplicate': {
    wrong: [
      meets('a session meets one twice', (met) => met.flatMap((one, n) => (n === 3 ? [one, one] : [one]))),
      meets('a session goes back', (met) => [...met, ...met.slice(2, 3)]),
      beside('the subscriber has two rows of an event', (seen) => seen.rows.push(seen.rows[2]!)),
    ],
    innocent: [beside('two sessions meet the same', () => undefined)],
  },
  'nonmonotonic-poll': {
    wrong: [
      meets('a session meets two the wrong way round', (met) => swapped(met, 3, 4)),
      beside('the subscriber has applied a stream the wrong way round', (seen) => {
        seen.rows = swapped(seen.rows, 2, 3);
      }),
    ],
    innocent: [
      beside('two segments of a subscriber are at different places', (seen) => {
        seen.rows = seen.rows.toSorted((one, other) => one.stream.localeCompare(other.stream));
      }),
    ],
  },
  'version-inversion': {
    wrong: [
      {
        ...inLog(
          'a later version has an earlier position',
          (events) => {
            const [one, other] = events.filter(({ call }) => call === 'x' || call === 'y');
            return events.map((event) => {
              if (event === one) return { ...event, position: other!.position };
              return event === other ? { ...event, position: one!.position } : event;
            });
          },
          (story) =>
            story
              .note('x', { 'cell-3': 1 }, { ends: ['unknown'], there: true })
              .note('y', { 'cell-3': 1 }, { ends: ['unknown'], there: true }),
        ),
        // Who reads in the order of positions meets a stream the wrong way round.
        also: ['effect-order', 'nonmonotonic-poll'],
      },
    ],
    innocent: [happens('other streams have later versions', (story) => story.note('x', { 'cell-7': 1 }))],
  },
  'wrong-fold': {
    wrong: [
      beside(
        'a balance is off',
        (seen) => (seen.balances = seen.balances.map((row) => ({ ...row, coins: row.coins + 1 }))),
      ),
      beside(
        'a change was counted twice',
        (seen) => (seen.holdings = seen.holdings.map((row) => ({ ...row, changes: row.changes + 1 }))),
      ),
      beside(
        'a row says that it has seen less',
        (seen) => (seen.holdings = seen.holdings.map((row) => ({ ...row, seen: row.seen - 1 }))),
      ),
      beside('a row is missing', (seen) => seen.balances.pop()),
      beside('a row is there of nothing', (seen) =>
        seen.holdings.push({ key: 'x', owner: 'x', coins: 0, changes: 0, seen: 0 }),
      ),
    ],
    innocent: [],
  },
};

areToldOf(cases);
