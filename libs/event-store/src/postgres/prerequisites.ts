/**
 * What stands between the store and the server: nothing; a pooler that knows of prepared statements and takes them along
 * when it changes the server's process behind a connection; or one that passes their names on and leaves them behind.
 */
export type Pooler = 'none' | 'knows-prepared-statements' | 'passes-names-on';

/** What the store has found out about its database. */
export interface Prerequisites {
  /** The server's version as `server_version_num`. */
  readonly serverVersion: number;
  /** Whether the role's default isolation is another than READ COMMITTED, so that appends must open their transaction. */
  readonly opensTransactions: boolean;
  /** Whether the role could write to the log past the append functions. */
  readonly mayBypassAppend: boolean;
  readonly role: string;
  /** What stands between the store and the server. */
  readonly pooler: Pooler;
}
