/** What surrounds a decision: the moment at which it is taken, and where the ids of its events come from. */
export interface Decision {
  readonly now: Date;
  /** Default: a new UUIDv7 for each event. */
  readonly nextEventId?: () => string;
}
