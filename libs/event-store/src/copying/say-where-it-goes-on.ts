import { StreamClosed } from '../stream/stream-closed.error.js';
import type { StreamCopies } from './stream-copies.js';

/**
 * Throws what an append has failed with; if that is because a stream is closed, then naming it, of several, and the stream
 * in which it goes on.
 */
export async function sayWhereItGoesOn(
  error: unknown,
  streamIds: readonly string[],
  copies: Pick<StreamCopies, 'of'>,
): Promise<never> {
  if (!(error instanceof StreamClosed)) throw error;
  for (const streamId of streamIds) {
    for (const { source, target, state } of await copies.of(streamId)) {
      if (source === streamId && state === 'complete') throw new StreamClosed(streamId, target);
      if (target === streamId && state !== 'complete') throw new StreamClosed(streamId, undefined, source);
    }
  }
  throw error;
}
