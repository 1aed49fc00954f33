/** How much a store takes at once. */
export interface AppendLimits {
  /** Events in one append, over all its streams. Default 10,000. */
  readonly events: number;
}

export const defaultAppendLimits: AppendLimits = { events: 10_000 };
