import type { ParkedEvent, SagaAddress, SagaDeadline, SagaRecord, SagaStep, SagaStuckAt } from '@daybook/event-store';

/** An instance with everything that an operator wants to see. */
export interface SagaReport extends SagaAddress {
  /** Undefined where it could not begin, because its first event is parked. */
  readonly record: SagaRecord | undefined;
  /** By number. */
  readonly steps: readonly SagaStep[];
  readonly deadlines: readonly SagaDeadline[];
  /** Events of its key whose handlers have failed, and those that wait behind them; 100 at most. */
  readonly parked: readonly ParkedEvent[];
  /** Whether this release knows the version by which it goes. */
  readonly isKnown: boolean;
}

/** What a retry has set going. */
export interface SagaRetried extends SagaAddress {
  /** At what the instance was stuck; undefined if it was not. */
  readonly at: SagaStuckAt | undefined;
  /** How many events of its key are tried again. */
  readonly parkedEvents: number;
}

/** What a retry of all has set going. */
export interface SagasRetried {
  /** Those that were stuck. */
  readonly instances: number;
  readonly parkedEvents: number;
  /** The sagas whose readers had stopped by themselves, and go on. */
  readonly resumed: readonly string[];
}

/** That a saga stands still, or goes on. */
export interface SagaPaused {
  readonly saga: string;
  /** False where no process has run it yet, so that there is nothing to stand still. */
  readonly isOnRecord: boolean;
}

/** What was forgotten. */
export interface SagasPruned {
  /** Those that had not changed since. */
  readonly before: Date;
  /** By saga; also those of which there was none. */
  readonly sagas: readonly { readonly saga: string; readonly instances: number }[];
}

/** What came of leaving something out. */
export interface SagaSkipped extends SagaAddress {
  readonly at: SagaStuckAt | undefined;
  /** `done` where the step turned out to have been carried out, so that there was nothing to leave out. */
  readonly outcome: 'skipped' | 'done';
}

/** What came of ending an instance. */
export interface SagaEnded extends SagaAddress {
  /** The steps that are never sent now. */
  readonly cancelled: readonly number[];
  /** Those that turned out to have been carried out. */
  readonly done: readonly number[];
  /** Those that were being sent, and go on to their end: what comes of them is put on record. */
  readonly underWay: readonly number[];
  /** The deadlines that are taken back. */
  readonly deadlines: readonly string[];
  /** How many parked events of its key are tried again: they find that it is over. */
  readonly parkedEvents: number;
}
