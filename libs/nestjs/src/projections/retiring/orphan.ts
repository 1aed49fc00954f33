import type { SubscriptionKind } from '@daybook/event-store';
import type { GenerationState } from '../read-model/generation-record.js';
import type { Generation } from '../read-model/generation.js';

/** Something that is on record, and that no release which is there declares or runs. */
export interface Orphan {
  /** A generation, `account-balances@1.1`, or a reader of the log, `welcome-mail`. */
  readonly name: string;
  /** For what it reads the log. */
  readonly kind: SubscriptionKind;
  /** The rows that it has written; null for one that has none on record. */
  readonly rows: OrphanRows | null;
  /** Its checkpoint; null if there is none. */
  readonly position: number | null;
  /** How many of its events are parked. */
  readonly parkedEvents: number;
  /** The last sign that somebody ran it; null if nobody ever has. */
  readonly lastRunAt: Date | null;
}

/** Rows that nobody keeps up to date any more. */
export interface OrphanRows extends Generation {
  readonly state: GenerationState;
  /** Whether it is what people read under the entity's own name. */
  readonly isShown: boolean;
  /** Whether appends wrote them. */
  readonly isInline: boolean;
  /** The PostgreSQL schema of its tables. */
  readonly schema: string;
}
