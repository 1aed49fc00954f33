import { type EventStore, type StreamCopy, StreamCopiesUnsupported } from '@daybook/event-store';

/** A copy of a stream as it is shown, ready for JSON. */
export interface ShownCopy extends Omit<StreamCopy, 'endedAt' | 'endedFor'> {
  readonly endedAt: Date | null;
  readonly endedFor: string | null;
}

export function shownCopy(copy: StreamCopy): ShownCopy {
  return { ...copy, endedAt: copy.endedAt ?? null, endedFor: copy.endedFor ?? null };
}

/** The copies that a stream was made by, and those that were made of it; none where the store copies no streams. */
export async function copiesOf(store: EventStore, streamId: string): Promise<readonly ShownCopy[]> {
  try {
    return (await store.copies.of(streamId)).map(shownCopy);
  } catch (error) {
    if (error instanceof StreamCopiesUnsupported) return [];
    throw error;
  }
}

/** A copy in a line. */
export function copyInWords(copy: Pick<ShownCopy, keyof StreamCopy> | StreamCopy): string {
  const { source, target, transformation, state, sourceVersion, targetVersion, begunAt, endedAt, reason, orderedBy } =
    copy;
  const through = `through ${transformation}, on the word of ${orderedBy}: ${reason}`;
  const ended = endedAt?.toISOString() ?? '';
  switch (state) {
    case 'under-way':
      return `${source} is being copied into ${target} since ${begunAt.toISOString()}, ${targetVersion} events so far, ${through}`;
    case 'abandoned':
      return `${source} was being copied into ${target} until ${ended}, which was given up (${copy.endedFor ?? ''}), ${through}`;
    case 'complete':
      return `${source} goes on in ${target} since ${ended}, from version ${sourceVersion} to version ${targetVersion}, ${through}`;
  }
}
