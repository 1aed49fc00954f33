import type { AggregateRoot, AppliedEvent } from '@daybook/domain';

/** Where an aggregate's events end. */
export interface LogEnd {
  /** The version of its last event. */
  readonly version: number;
  /** The position of its last event in the whole log. */
  readonly position: number;
}

/** A decision that has been recorded, and where it has ended. */
export interface RecordedDecision<A extends AggregateRoot, R = void> extends LogEnd {
  /** What the deciding function returned. */
  readonly result: R;
  /** The aggregate after the decision, to read from; it decides nothing more. */
  readonly aggregate: Readonly<A>;
  /** The events that were decided, in order; none if there was nothing to do. */
  readonly events: readonly AppliedEvent[];
}
