/**
 * One building of a read model from the beginning of the log. Each has tables of its own, in a PostgreSQL schema of its
 * own, a checkpoint of its own, and parked events of its own, so that one is made while another is read.
 */
export interface Generation {
  /** The projection. */
  readonly name: string;
  readonly version: number;
  /** From 1, for each version of the projection. */
  readonly generation: number;
}

/** A generation that is to be kept up to date. */
export interface KeptGeneration extends Generation {
  /** Whether appends write it themselves; otherwise a subscription does. */
  readonly isInline: boolean;
  /** Whether readers of its version see it. */
  readonly isLive: boolean;
  /** Among how many segments its keys are divided, if it says so itself. */
  readonly segments?: number | undefined;
  /** No more events are read in a second. */
  readonly eventsPerSecond?: number | undefined;
  /** It goes no further than to this position. */
  readonly upTo?: number | undefined;
}

/** Under which name the checkpoint of a generation is kept. */
export function subscriptionOf({ name, version, generation }: Generation): string {
  return `${name}@${version}.${generation}`;
}
