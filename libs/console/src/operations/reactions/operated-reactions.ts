import type { ReactionRegistry, SubscriptionsReport } from '@daybook/nestjs';
import { type ReaderView, readersOnRecord } from '../readers/reader-view.js';

/** A reaction as operators see it. */
export interface OperatedReaction {
  readonly name: string;
  /** Whether this release has it. */
  readonly isKnown: boolean;
  /** How it is; null if it was never run. */
  readonly reader: ReaderView | null;
}

/** How the reactions are: those of this release, and those of others that are on record, in the order of their names. */
export function operatedReactions(
  report: SubscriptionsReport,
  reactions: ReactionRegistry,
): readonly OperatedReaction[] {
  const found = readersOnRecord(report).filter(({ kind }) => kind === 'reaction');
  const readers = new Map(found.map((reader) => [reader.name, reader]));
  const known = new Set(reactions.all().map(({ definition }) => definition.name));
  return [...new Set([...known, ...readers.keys()])]
    .sort()
    .map((name) => ({ name, isKnown: known.has(name), reader: readers.get(name) ?? null }));
}
