/** The database that Harbour works on. */
export interface OpenDatabase {
  /** As the application's role. */
  readonly url: string;
  /** As the role that owns the schema; without one of its own the application's. */
  readonly ownerUrl: string;
  close(): Promise<void>;
  /** For an exit handler, which can wait for nothing. */
  closeNow(): void;
}

/** The role as which Harbour connects to a database of its own. */
export const embeddedApplicationRole = 'harbour_app';
