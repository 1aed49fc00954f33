/** A release of Harbour whose stores are still about. */
export interface EarlierRelease {
  readonly name: string;
  /** The sources that it was made from. */
  readonly commit: string;
  /** Whether `releases/<name>.patch` makes the release of that commit; else the commit is the release. */
  readonly patch: boolean;
  readonly opensWithDeposit: boolean;
}

const commit = '3c9d25acee44';

export const releases: readonly EarlierRelease[] = [
  // An account could be opened together with its first deposit, one event; who could draw nothing from it was blocked.
  { name: '1-blocked', commit, patch: true, opensWithDeposit: true },
  // Two events for two facts, and frozen is the word.
  { name: '2-frozen', commit, patch: false, opensWithDeposit: false },
  // A deposit says in which currency it came.
  { name: '3-currency', commit, patch: true, opensWithDeposit: false },
];
