import type { ParkedEvent, SubscriptionStore } from '@daybook/event-store';
import { readersNamed } from '../readers/readers-named.js';

/** What is parked for a reader. */
export interface ParkedOfReader {
  readonly reader: string;
  readonly keys: number;
  /** How many there are in all. */
  readonly events: number;
  /** The first of them, by key and position. */
  readonly parked: readonly ParkedEvent[];
}

/** Which parked events. */
export interface ListParkedOptions {
  /** A reader, or a projection. Default: all. */
  readonly name?: string | undefined;
  readonly key?: string | undefined;
  /** At most so many events of each reader. Default 100. */
  readonly limit?: number | undefined;
}

/** The parked events, reader by reader. @throws ReaderNotFound */
export async function listParked(
  subscriptions: SubscriptionStore,
  { name, key, limit = 100 }: ListParkedOptions = {},
): Promise<readonly ParkedOfReader[]> {
  const readers = name === undefined ? await subscriptions.status() : await readersNamed(subscriptions, name);
  const found: ParkedOfReader[] = [];
  for (const { name: reader, parkedKeys: keys, parkedEvents: events } of readers) {
    if (events === 0) continue;
    const parked = await subscriptions.parked(reader, { key, limit });
    if (parked.length > 0) found.push({ reader, keys, events, parked });
  }
  return found;
}
