/** An append in flight, behind which every reader of the log waits. */
export interface HeldFloor {
  /** Readers see nothing above it until the holder commits or rolls back. */
  readonly position: number;
  /** The server process that holds it; undefined for a prepared transaction. */
  readonly pid: number | undefined;
  readonly role: string | undefined;
  /** The holder's `application_name`. */
  readonly application: string | undefined;
  /** The global id, if it is a prepared transaction. */
  readonly preparedTransaction: string | undefined;
  /** How long its transaction has been open; undefined if the role may not see that of another one. */
  readonly ageMs: number | undefined;
}
