/** An event that waits, by reference: it is read again, with the code of that day, when it is retried. */
export interface ParkedReference {
  /** What it waits with: the later events of the same key wait, too. Its stream, if its keys could not be told. */
  readonly key: string;
  readonly position: number;
  /**
   * Where its keys could not be told: for which of them it waits, those that fall to a segment of so many, as `2/4`. Each
   * segment parks such an event for itself, since none knows whose it is. Default: it waits for its key.
   */
  readonly share?: string | undefined;
}

/** Why an event waits. */
export interface Parking extends ParkedReference {
  readonly eventId: string;
  readonly streamId: string;
  readonly type: string;
  /** What its handler threw last; undefined for one that only waits behind another of its key. */
  readonly failure: string | undefined;
  /** How often its handler was tried. */
  readonly attempts: number;
}

/** How many events wait together: those of a key, or of a stream for one share of the keys that could not be told. */
export interface ParkedCount {
  readonly key: string;
  /** As that of `ParkedReference`; empty for those of a key. */
  readonly share: string;
  readonly events: number;
}

/** A parked event as operators see it. One whose keys could not be told is one, however many segments it waits in. */
export interface ParkedEvent extends Omit<Parking, 'share'> {
  readonly subscription: string;
  readonly parkedAt: Date;
  /** Set while a retry was asked for and has not been made. */
  readonly retryRequestedAt: Date | undefined;
  /** Where its keys could not be told: the shares of them for which it waits. Those for which a retry was made are missing. */
  readonly shares?: readonly string[] | undefined;
}

/** A parked event that was given up, and on whose word. */
export interface DroppedEvent extends Omit<ParkedEvent, 'retryRequestedAt'> {
  readonly reason: string;
  readonly droppedBy: string;
  readonly droppedAt: Date;
}
