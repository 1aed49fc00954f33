import type { Generation } from './generation.js';

/**
 * What a generation is at: being built; live, which is what readers of its version see; following, which is kept up to
 * date beside the live one, so that it can be switched to at once; or at an end.
 */
export type GenerationState = 'building' | 'live' | 'following' | 'failed' | 'cancelled' | 'dropped';

/** An entity of a read model, by name. */
export interface ReadModelName {
  /** The schema in which its views stand. */
  readonly schema: string;
  /** Its own name, which is that of the view for everybody. */
  readonly table: string;
}

/** What a generation was made for, and how it is built. */
export interface BuildOrders {
  /** `rebuild`: to be read in place of the live one. `rehearsal`: to be compared with it, and dropped. */
  readonly purpose: 'rebuild' | 'rehearsal';
  /** Who lets readers see it once it has caught up and was compared. */
  readonly switch: 'automatic' | 'by-operator';
  /** Among how many segments its keys are divided while it is built. Default: what the projection says. */
  readonly segments?: number | undefined;
  /** No more events are read in a second. Default: as many as can be. */
  readonly eventsPerSecond?: number | undefined;
  /** It goes no further than to this position: a rehearsal, to where the live one is. Default: it follows the log. */
  readonly upTo?: number | undefined;
  /** How often a rehearsal was let go further, because the live one had moved on meanwhile. */
  readonly rounds?: number | undefined;
}

/** What came of comparing rows with the log. */
export interface Comparison {
  readonly keys: number;
  readonly differing: number;
  /** Up to where they were folded. */
  readonly position: number;
  /** ISO 8601, by the clock of the database. */
  readonly at: string;
}

/** A generation as it is on record. */
export interface GenerationRecord extends Generation {
  /** The PostgreSQL schema of its tables. */
  readonly schema: string;
  /** Its entities. */
  readonly readModels: readonly ReadModelName[];
  readonly state: GenerationState;
  /** Whether appends write it themselves; otherwise a subscription does. */
  readonly isInline: boolean;
  /** Null for the first one of a version, which its first start has made. */
  readonly orders: BuildOrders | null;
  /** The last one; null if it was never compared. */
  readonly comparison: Comparison | null;
  /** Why, where somebody said so. */
  readonly reason: string | null;
  /** Whether it is the one under the entity's own name: live, and of the live version. */
  readonly shown: boolean;
  readonly createdAt: Date;
  /** How long ago that was, by the clock of the database, in milliseconds. */
  readonly ageMs: number;
  /** When it became live, the last time. */
  readonly switchedAt: Date | null;
  /** When it failed, was cancelled or dropped. */
  readonly endedAt: Date | null;
}
