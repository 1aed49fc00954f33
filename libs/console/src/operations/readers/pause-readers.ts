import type { SubscriptionStore } from '@daybook/event-store';
import { type ReaderKind, readersNamed } from './readers-named.js';

/** Which readers an operator has told something. */
export interface ReadersTold {
  readonly readers: readonly string[];
}

/**
 * Lets readers of the log stand still until they are resumed: the one of a name, or all of a projection. Running processes
 * obey with their next sign of life; the batch under way is finished.
 *
 * @throws ReaderNotFound
 */
export async function pauseReaders(
  subscriptions: SubscriptionStore,
  name: string,
  reason: string,
  kind?: ReaderKind,
): Promise<ReadersTold> {
  const meant = await readersNamed(subscriptions, name, kind);
  for (const reader of meant) await subscriptions.pause(reader.name, reason);
  return { readers: meant.map((reader) => reader.name) };
}

/** Lets readers go on that were paused or have stopped by themselves. Throws what `pauseReaders` throws. */
export async function resumeReaders(
  subscriptions: SubscriptionStore,
  name: string,
  kind?: ReaderKind,
): Promise<ReadersTold> {
  const meant = await readersNamed(subscriptions, name, kind);
  for (const reader of meant) await subscriptions.resume(reader.name);
  return { readers: meant.map((reader) => reader.name) };
}
