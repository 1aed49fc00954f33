/** An event that waits, by reference: it is read again, with the code of that day, when it is retried. */
export interface ParkedReference {
  /** What it waits with: the later events of the same key wait, too. */
  readonly key: string;
  readonly position: number;
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

/** A parked event as operators see it. */
export interface ParkedEvent extends Parking {
  readonly subscription: string;
  readonly parkedAt: Date;
  /** Set while a retry was asked for and has not been made. */
  readonly retryRequestedAt: Date | undefined;
}

/** A parked event that was given up, and on whose word. */
export interface DroppedEvent extends Omit<ParkedEvent, 'retryRequestedAt'> {
  readonly reason: string;
  readonly droppedBy: string;
  readonly droppedAt: Date;
}
