/** Where the events of a test are kept: in a database, or in memory. */
export interface Place {
  readonly url: string | undefined;
  drop(): Promise<unknown>;
}
