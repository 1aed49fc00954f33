/**
 * What an operator is woken for: a reader of the log that lags behind further than it may, has parked events, has
 * stopped, or waits for a release that is not there; a read model that could not be made anew, or whose making does not come any further; a scheduled run that was
 * given up; a rehearsal that has shown that a recovery would not give what is read, or that has failed; instances of a saga
 * that are stuck, or whose deadlines wait for facts that it does not come to hear.
 */
export type AlarmWord =
  | 'lagging'
  | 'parked'
  | 'stopped'
  | 'awaiting-release'
  | 'rebuild-failed'
  | 'rebuild-cancelled'
  | 'rebuild-stalled'
  | 'run-failed'
  | 'rehearsal-differs'
  | 'rehearsal-failed'
  | 'saga-stuck'
  | 'saga-waits';

/** What is the matter, and with whom. */
export interface Matter {
  readonly word: AlarmWord;
  /** Whom it is about: a subscription, `account-balances@1.1`; a projection; a saga. One alarm stands for each word and subject. */
  readonly subject: string;
  /** What, with which values, what to do. */
  readonly message: string;
  /** The values, for those who branch on them. */
  readonly data: Readonly<Record<string, unknown>>;
}

/** A matter that was raised, or is over. */
export interface Alarm extends Matter {
  /** The same when it is raised and when it is over, and in whichever process: `lagging:account-balances@1.1`. */
  readonly id: string;
  readonly state: 'raised' | 'over';
  /** When it was raised. */
  readonly since: Date;
  /** When this was said. */
  readonly at: Date;
}
