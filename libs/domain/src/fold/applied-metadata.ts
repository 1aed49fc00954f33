/**
 * What a fold is told beside the event. Only what is known both when the event is decided and when it is read again, so
 * that both folds come to the same state.
 */
export interface AppliedMetadata {
  readonly eventId: string;
  readonly aggregateId: string;
  /** The event's place in its stream, from 1. */
  readonly version: number;
  /** Which of the events it is that the stored one was split into, from 1; left out where it is the only one. */
  readonly part?: number;
  /** When the fact happened in the world. */
  readonly occurredAt: Date;
}
