import type { HeldFloor } from '@daybook/event-store';

/** Whether the process can answer at all; asks nothing but the process itself. */
export interface Liveness {
  readonly status: 'up';
}

/** Why a process should be given no requests now. */
export interface NotReady {
  /** Stable, to be branched on. */
  readonly code:
    'shutting-down' | 'migrations-pending' | 'store-unavailable' | 'store-too-slow' | 'projection-not-ready';
  /** What is the matter, with which values, and what to do. */
  readonly message: string;
}

/** A version of a projection that no reader can see yet. */
export interface UnseenVersion {
  readonly projection: string;
  readonly version: number;
}

/** What a person wants to see beside the verdict, and no verdict depends on. */
export interface ReadinessDetails {
  /** The position up to which the log can be read. */
  readonly head?: number;
  /** Appends that have been open for ten seconds or more: readers of the log wait for them, writers do not. */
  readonly heldFloors?: readonly HeldFloor[];
}

/** Whether the process should be given requests, and why not. */
export interface Readiness {
  readonly status: 'up' | 'down';
  /** None while it is ready. */
  readonly reasons: readonly NotReady[];
  readonly details: ReadinessDetails;
}

/** A verdict that is made of its reasons. */
export function readinessOf(reasons: readonly NotReady[], details: ReadinessDetails = {}): Readiness {
  return { status: reasons.length === 0 ? 'up' : 'down', reasons, details };
}
