/** A history of the log: the first one, or one that a fail-over or a restoration has begun. */
export interface Incarnation {
  /** Which of them it is, from 1. */
  readonly ordinal: number;
  /** By which tokens of positions know it. */
  readonly id: string;
  /** Where it was met: the cluster, the database and the table of the events in it, and the timeline. */
  readonly identity: string;
  /** Up to which position it has what was before it; 0 for the first. What was acknowledged behind that may be lost. */
  readonly begunAfter: number;
  /** When a store was first met by it. */
  readonly metAt: Date;
  /** On whose word those go on who keep positions elsewhere; undefined while they are refused, and for the first one. */
  readonly accepted: { readonly at: Date; readonly by: string; readonly reason: string } | undefined;
}

/** Whether those who keep positions elsewhere are refused until an operator accepts it. */
export function isAwaited({ ordinal, accepted }: Pick<Incarnation, 'ordinal' | 'accepted'>): boolean {
  return ordinal > 1 && accepted === undefined;
}
