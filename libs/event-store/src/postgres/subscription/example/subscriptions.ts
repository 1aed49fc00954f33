import { randomUUID } from 'node:crypto';
import type { Heartbeat } from '../../../subscription/live-process.js';
import type { Parking } from '../../../subscription/parked-event.js';
import type { Lease } from '../../../subscription/segment.js';
import type { SubscriptionStore } from '../../../subscription/subscription-store.js';
import type { Subscription } from '../../../subscription/subscription.js';

/** A subscription that nobody has, from the beginning and to everything unless told otherwise. */
export function newSubscription(other: Partial<Subscription> = {}): Subscription {
  return { name: `s-${randomUUID()}`, kind: 'subscription', segments: 1, from: 0, ...other };
}

/** A sign of life without a report. */
export function signOf(id: string, runs: readonly string[], other: Partial<Heartbeat> = {}): Heartbeat {
  return { id, name: `${id} of the example`, runs, leaseMs: 3_000, reports: [], ...other };
}

/** The lease of one segment, which must be had. */
export async function leaseOn(
  store: SubscriptionStore,
  subscription: string,
  process: string,
  { segment = 0, leaseMs = 60_000 } = {},
): Promise<Lease> {
  const [lease] = await store.claim(process, [{ subscription, segment }], leaseMs);
  if (lease === undefined) throw new Error(`Segment ${segment} of ${subscription} is not to be had by ${process}.`);
  return lease;
}

/** An event that waits. */
export function parking(key: string, position: number, failure?: string): Parking {
  const eventId = randomUUID();
  return {
    key,
    position,
    eventId,
    streamId: `note-${key}`,
    type: 'example.noted',
    failure,
    attempts: failure ? 1 : 0,
  };
}
