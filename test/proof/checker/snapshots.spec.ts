import { beside, type Cases, happens } from './example/case.js';
import { idOf } from './example/story.js';
import { areToldOf } from './example/told-of.js';
import type { WordOf } from './invariant.js';
import type { SnapshotRow } from './standing.js';

/** The last snapshot of an account is another one. */
function lastOf(account: string, change: (row: SnapshotRow, first: SnapshotRow) => Partial<SnapshotRow>) {
  return (seen: { snapshots: SnapshotRow[] }): void => {
    const own = seen.snapshots.filter(({ stream }) => stream === account);
    const [first, last] = [own[0] as SnapshotRow, own.at(-1) as SnapshotRow];
    seen.snapshots = seen.snapshots.map((row) => (row === last ? { ...row, ...change(row, first) } : row));
  };
}

const cases: Readonly<Record<WordOf<'I10'>, Cases>> = {
  'wrong-snapshot': {
    wrong: [
      beside(
        'the state is one of before',
        lastOf('account-1', (_, { state }) => ({ state })),
      ),
      beside(
        'the state is kept under an earlier version, and what came in between is folded twice',
        lastOf('account-1', (_, { version, position, eventId }) => ({ version, position, eventId })),
      ),
      beside(
        'it is another account’s',
        lastOf('account-1', ({ state }) => ({ state: { ...state!, owner: 'owner-1' } })),
      ),
      beside(
        'it cannot be read',
        lastOf('account-2', () => ({ state: undefined })),
      ),
    ],
    innocent: [
      beside('there are fewer of them', (seen) => {
        seen.snapshots.pop();
      }),
      beside('there is the same one of other code', (seen) => {
        seen.snapshots.push({ ...(seen.snapshots[0] as SnapshotRow) });
      }),
      happens('more has happened since', (story) => story.transfer('x', 'account-1', 'account-2', 3)),
    ],
  },
  'stray-snapshot': {
    wrong: [
      beside(
        'its event was rolled back',
        lastOf('account-1', () => ({ eventId: idOf('rolled back') })),
      ),
      beside(
        'it is ahead of its stream',
        lastOf('account-1', ({ version }) => ({ version: version + 1 })),
      ),
      beside(
        'its event lies elsewhere',
        lastOf('account-1', ({ position }) => ({ position: position + 1 })),
      ),
      beside(
        'its stream is not there',
        lastOf('account-1', () => ({ stream: 'account-9' })),
      ),
    ],
    innocent: [],
  },
};

areToldOf(cases);
