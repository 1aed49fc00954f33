import { isDaybookError } from '@daybook/domain';
import type { ConcurrencyError } from '@daybook/event-store';
import { setTimeout as pause } from 'node:timers/promises';

const shortest = 10;
const longest = 250;

/** True if another writer was first; also for an error of another installed copy of the library. */
export function isConflict(error: unknown): error is ConcurrencyError {
  return isDaybookError(error) && error.code === 'concurrency-conflict';
}

/** True if an event is in the stream already, with other content. */
export function isEventIdConflict(error: unknown): boolean {
  return isDaybookError(error) && error.code === 'event-id-conflict';
}

/**
 * Makes an attempt again as long as another writer is first, at most so many times more. The pauses are random, so that
 * those who met once do not meet again, and grow, so that a crowd thins out.
 *
 * @param isFirst whether an error says that another writer was first
 */
export async function retryOnConflict<T>(
  retries: number,
  attempt: () => Promise<T>,
  isFirst: (error: unknown) => boolean = isConflict,
): Promise<T> {
  for (let failed = 0; ; failed++) {
    try {
      return await attempt();
    } catch (error) {
      // Not `>=`: a number that is none must not mean for ever.
      if (!isFirst(error) || !(failed < retries)) throw error;
      await pause(Math.random() * Math.min(longest, shortest * 2 ** failed));
    }
  }
}
