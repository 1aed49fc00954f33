import type { SagaDeadline } from './saga-deadline.js';
import type { SagaRecord } from './saga-record.js';
import type { MovedStep, NewSagaStep, SagaStep } from './saga-step.js';

/** An instance and what is open of it, held by the transaction that is about to change it. */
export interface HeldSaga {
  readonly record: SagaRecord;
  /** Those that are declared, held or due, by number. */
  readonly open: readonly SagaStep[];
  readonly deadlines: readonly SagaDeadline[];
}

/** What becomes of an instance in one transaction: all of it, or nothing. */
export interface SagaChange {
  /** The instance afterwards. */
  readonly record: SagaRecord;
  readonly steps: readonly NewSagaStep[];
  readonly moved: readonly MovedStep[];
  /** Those that are set, in the place of others of their names. */
  readonly deadlines: readonly SagaDeadline[];
  /** The names of those that are taken back, or that are over because they have fallen due; taken away before others are set. */
  readonly over: readonly string[];
}
