import type { ParkedSelection, SubscriptionStore } from '@daybook/event-store';
import { readersNamed } from '../readers/readers-named.js';

/** How many parked events were concerned, by reader. */
export interface ParkedSettled {
  readonly readers: readonly { readonly reader: string; readonly events: number }[];
  readonly events: number;
}

/**
 * Asks for parked events to be tried again: with an event all others of its key, in order. The processes that read do it
 * within a heartbeat, with the code that they have.
 *
 * @throws ReaderNotFound
 */
export async function retryParked(
  subscriptions: SubscriptionStore,
  name: string,
  selection: ParkedSelection = {},
): Promise<ParkedSettled> {
  return settled(subscriptions, name, (reader) => subscriptions.retry(reader, selection));
}

/**
 * Gives parked events up, on record with a reason and on whose word. Those behind them stay parked until they are retried.
 *
 * @throws ReaderNotFound
 */
export async function dropParked(
  subscriptions: SubscriptionStore,
  name: string,
  selection: ParkedSelection,
  { reason, by }: { readonly reason: string; readonly by: string },
): Promise<ParkedSettled> {
  return settled(subscriptions, name, (reader) => subscriptions.drop(reader, selection, reason, by));
}

async function settled(
  subscriptions: SubscriptionStore,
  name: string,
  settle: (reader: string) => Promise<number>,
): Promise<ParkedSettled> {
  const readers: { reader: string; events: number }[] = [];
  for (const { name: reader } of await readersNamed(subscriptions, name)) {
    const events = await settle(reader);
    if (events > 0) readers.push({ reader, events });
  }
  return { readers, events: readers.reduce((sum, { events }) => sum + events, 0) };
}
