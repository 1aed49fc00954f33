import type { GenerationRecord } from '../read-model/generation-record.js';
import type { Generation } from '../read-model/generation.js';

/**
 * What has come of a rehearsal: a recovery would give the `same` as is read today; something `differing`; it has `failed`; or
 * it was `cancelled`, by an operator or for a build.
 */
export type RehearsalOutcome = 'same' | 'differing' | 'failed' | 'cancelled';

/** A row that a recovery would not give as it is read, or not as the log says; without what stands in it. */
export interface RehearsalDifference {
  /** What it differs from: the `log` as it is folded again, or what is `read`. */
  readonly from: 'log' | 'read';
  /** The table of the read model. */
  readonly table: string;
  /** Of the row; null where rows have none that a rehearsal would give alike. */
  readonly key: string | null;
  /**
   * `altered`: fields have other values. `missing`: a recovery would not give it. `surplus`: a recovery would give it, and
   * there is none. `unreadable`, `unfoldable`: as `VerificationReport` has it; also an event that was applied and is parked.
   */
  readonly kind: 'altered' | 'missing' | 'surplus' | 'unreadable' | 'unfoldable';
  /** The columns that differ. */
  readonly fields: readonly string[];
}

/** What was found when rows were compared. */
export interface RehearsalFindings {
  /** Where in the log. */
  readonly position: number;
  /** How many keys were compared with the log; null for what handlers write. */
  readonly keysOfLog: number | null;
  readonly differingFromLog: number | null;
  /** How many rows were compared with those that are read. */
  readonly rowsRead: number;
  readonly differingFromRead: number;
  /** How many keys were not compared, because an event of theirs is parked. */
  readonly waiting: number;
  /** The first 100 of those that differ from the log, and of those that differ from what is read. */
  readonly differences: readonly RehearsalDifference[];
}

/** A rehearsal as it is on record. What it has not come to is null. */
export interface Rehearsal extends Generation, Nullable<RehearsalFindings> {
  /** The time of its schedule; null if somebody asked for it. */
  readonly dueAt: Date | null;
  /** How many keys are compared; null for all. */
  readonly sample: number | null;
  readonly startedAt: Date;
  /** Null while it is under way. */
  readonly endedAt: Date | null;
  readonly outcome: RehearsalOutcome | null;
  /** Why it failed or was cancelled. */
  readonly reason: string | null;
  /** How long it took to come to where the live one was, in milliseconds: so long a recovery would take. */
  readonly buildMs: number | null;
  /** How many events were applied up to where it was compared. */
  readonly events: number | null;
}

type Nullable<T> = { readonly [Field in keyof T]: Field extends 'differences' ? T[Field] : T[Field] | null };

/** Whether a generation was made in rehearsal, and is to be read by nobody. */
export function isRehearsal({ orders }: Pick<GenerationRecord, 'orders'>): boolean {
  return orders?.purpose === 'rehearsal';
}
