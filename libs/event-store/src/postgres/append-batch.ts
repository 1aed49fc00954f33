import type { PendingAppend } from './pending-append.js';

/**
 * How much rides in one call. Beyond that a larger one is no faster, and holds its streams for longer; and PostgreSQL
 * takes no message of over 1 GB, the driver no text of over 512 MB.
 */
export const batchLimits = { appends: 256, events: 2_000, characters: 4_000_000 } as const;

/**
 * Takes the appends for the next call out of the queue, in order: those whose predecessors have ended or ride in the
 * same call before them. The others stay, in order. None of them may be large.
 */
export function takeBatch(queue: PendingAppend[]): readonly PendingAppend[] {
  const batch = new Set<PendingAppend>();
  const load = { appends: 0, events: 0, characters: 0 };
  let looked = 0;
  let left = 0;
  for (const pending of queue) {
    if (load.appends === batchLimits.appends || load.events >= batchLimits.events) break;
    looked++;
    if (isReady(pending, batch) && fits(pending, load)) {
      batch.add(pending);
      load.appends++;
      load.events += pending.events;
      load.characters += pending.characters;
    } else {
      queue[left++] = pending;
    }
  }
  // Not with the rest as arguments: behind one held stream there can be more of them than a call takes.
  queue.copyWithin(left, looked);
  queue.length -= looked - left;
  return [...batch];
}

/** Whether there is one that could go now. */
export function hasReady(queue: readonly PendingAppend[]): boolean {
  return queue.some(({ ahead }) => ahead.size === 0);
}

/** Whether an append would fill a call by itself. */
export function isLarge({ events, characters }: PendingAppend): boolean {
  return events > batchLimits.events || characters > batchLimits.characters;
}

function isReady(pending: PendingAppend, batch: ReadonlySet<PendingAppend>): boolean {
  for (const earlier of pending.ahead) if (!batch.has(earlier)) return false;
  return true;
}

function fits(pending: PendingAppend, load: { readonly events: number; readonly characters: number }): boolean {
  return (
    load.events + pending.events <= batchLimits.events && load.characters + pending.characters <= batchLimits.characters
  );
}
