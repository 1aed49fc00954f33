import { verificationStatements } from '@daybook/event-store';
import type { EntityManager } from 'typeorm';
import type { GenerationRecord } from '../read-model/generation-record.js';
import { subscriptionOf } from '../read-model/generation.js';
import { inlineStanding, type KeyedPosition, type Standing, standingOf } from '../verifying/standing.js';

/** What the rows of a generation were made from, in a snapshot. */
export interface StandingAt extends Standing {
  /** The keys of which an event was given up. */
  readonly dropped: ReadonlySet<string>;
}

interface Recorded {
  readonly positions: readonly number[] | null;
  readonly parked: readonly KeyedPosition[];
  readonly dropped: readonly KeyedPosition[];
}

const nothing: Standing = { position: 0, to: 0, parked: new Set(), counts: () => false };

/**
 * To be asked in the snapshot in which the rows are read.
 *
 * @param head that of the log before the snapshot, for rows that appends write
 */
export async function standingAt(
  manager: EntityManager,
  schema: string,
  generation: GenerationRecord,
  head: number,
): Promise<StandingAt> {
  const statements = verificationStatements(schema);
  const [record] = await manager.query<Recorded[]>(statements.standing, [subscriptionOf(generation)]);
  const dropped = new Set(record?.dropped.map(([key]) => key));
  if (generation.isInline) {
    const [behind] = await manager.query<{ readonly positions: readonly number[] }[]>(statements.behind, [head]);
    return { ...inlineStanding(head, behind?.positions ?? [], record?.dropped ?? []), dropped };
  }
  const { positions, parked = [] } = record ?? {};
  if (positions == null || record === undefined) return { ...nothing, dropped };
  return { ...standingOf({ positions, parked, dropped: record.dropped }), dropped };
}
