/** The database that Harbour works on, migrated. */
export interface OpenDatabase {
  /** As the application's role. */
  readonly url: string;
  close(): Promise<void>;
  /** For an exit handler, which can wait for nothing. */
  closeNow(): void;
}
