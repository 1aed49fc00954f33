/** A field of a row that is not what the events say. */
export interface FieldDifference {
  readonly field: string;
  /** By the log; undefined if there should be no row. */
  readonly expected: unknown;
  /** In the row; undefined if there is none. */
  readonly found: unknown;
}

/** An event that a row was folded from. */
export interface TouchingEvent {
  readonly position: number;
  readonly type: string;
}

/** A key whose row is not what the events say. */
export interface RowDifference {
  readonly key: string;
  /**
   * `altered`: fields have other values. `missing`: there is no row and should be one. `surplus`: there is one and should be
   * none. `unreadable`: the row holds what no projection writes. `unfoldable`: the fold fails for an event that it was once
   * applied to, or answers what cannot be kept.
   */
  readonly kind: 'altered' | 'missing' | 'surplus' | 'unreadable' | 'unfoldable';
  /** Those that differ; all of the row that is missing or surplus. */
  readonly fields: readonly FieldDifference[];
  /** Why it is unreadable or unfoldable; undefined for the other kinds. */
  readonly failure: string | undefined;
  /** The last 20 events that were folded into the row, in their order. */
  readonly events: readonly TouchingEvent[];
}

/** What comes of comparing the rows of a projection with the log. */
export interface VerificationReport {
  readonly projection: string;
  readonly version: number;
  readonly generation: number;
  /** The least checkpoint that rows were compared at; rows of later passes may have been compared further on. */
  readonly position: number;
  /** How many keys were compared. */
  readonly keys: number;
  /** How many keys were chosen at random, so that missing rows were not looked for; undefined if all were compared. */
  readonly sampled: number | undefined;
  /** How many keys differ. */
  readonly differing: number;
  /** The first 1,000 of them. */
  readonly differences: readonly RowDifference[];
  /** Keys that wait for an operator and were not compared, because their rows are behind; the first 1,000. */
  readonly parked: readonly string[];
}

/** How far a verification has come. */
export interface VerificationProgress {
  /** From 1: the log is read once for so many keys as are held in memory. */
  readonly pass: number;
  /** Up to where this pass has read the log, and up to where it goes. */
  readonly position: number;
  readonly to: number;
  /** How many keys were compared in the passes before. */
  readonly keys: number;
}
