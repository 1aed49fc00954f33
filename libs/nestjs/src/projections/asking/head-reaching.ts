import type { EventStore } from '@daybook/event-store';
import { setTimeout as pause } from 'node:timers/promises';

const pauseMs = 10;

/**
 * The head of the log, once it has come to a position; where it is when the time is up, if it has not. What was appended
 * may be above what readers of the log see, while another append is in flight below it.
 */
export async function headReaching(
  store: EventStore,
  position: number,
  waitMs: number,
  signal?: AbortSignal,
): Promise<number> {
  const begun = performance.now();
  let head = await store.head();
  while (head < position && performance.now() - begun < waitMs) {
    await pause(pauseMs, undefined, signal && { signal });
    head = await store.head();
  }
  return head;
}
