import type { PendingAppend } from './pending-append.js';

/** How much rides in one call. Beyond that a larger one is no faster, and holds its streams for longer. */
export const batchLimits = { appends: 256, events: 2_000 } as const;

/**
 * Takes the appends for the next call out of the queue, in order: those whose predecessors have ended or ride in the
 * same call before them. The others stay, in order.
 */
export function takeBatch(queue: PendingAppend[]): readonly PendingAppend[] {
  const batch = new Set<PendingAppend>();
  const left: PendingAppend[] = [];
  let events = 0;
  let looked = 0;
  for (const pending of queue) {
    if (batch.size === batchLimits.appends || events >= batchLimits.events) break;
    looked++;
    if (isReady(pending, batch) && (batch.size === 0 || events + pending.events <= batchLimits.events)) {
      batch.add(pending);
      events += pending.events;
    } else {
      left.push(pending);
    }
  }
  queue.splice(0, looked, ...left);
  return [...batch];
}

function isReady(pending: PendingAppend, batch: ReadonlySet<PendingAppend>): boolean {
  for (const earlier of pending.ahead) if (!batch.has(earlier)) return false;
  return true;
}
