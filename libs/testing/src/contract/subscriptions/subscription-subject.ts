import { randomUUID } from 'node:crypto';
import type { Heartbeat, Lease, Parking, Subscription, SubscriptionStore } from '@daybook/event-store';
import { ContractSubject } from '../contract-subject.js';

/** The store under test, and the words in which this contract speaks of its subscriptions. */
export class SubscriptionSubject extends ContractSubject {
  get subscriptions(): SubscriptionStore {
    return this.store.subscriptions;
  }

  /** Puts a subscription on record that nobody has, from the beginning unless told otherwise; answers its name. */
  async registered(other: Partial<Subscription> = {}): Promise<string> {
    const wanted = subscriptionOf(other);
    await this.subscriptions.register([wanted]);
    return wanted.name;
  }

  /** The lease of a segment, which must be had. */
  async leaseOn(subscription: string, process: string, { segment = 0, leaseMs = 60_000 } = {}): Promise<Lease> {
    const [lease] = await this.subscriptions.claim(process, [{ subscription, segment }], leaseMs);
    if (lease === undefined) throw new Error(`Segment ${segment} of ${subscription} is not to be had by ${process}.`);
    return lease;
  }

  /** Where the segments of a subscription are. */
  async positionsOf(name: string): Promise<readonly number[]> {
    const [status] = await this.subscriptions.status(name);
    return (status?.segments ?? []).map(({ position }) => position);
  }
}

export function subscriptionOf(other: Partial<Subscription> = {}): Subscription {
  return { name: `s-${randomUUID()}`, kind: 'subscription', segments: 1, from: 0, ...other };
}

/** A process that nobody has met. */
export function newProcess(): string {
  return `p-${randomUUID()}`;
}

/** A sign of life without a report. */
export function signOf(id: string, runs: readonly string[], other: Partial<Heartbeat> = {}): Heartbeat {
  return { id, name: `${id} of the contract`, runs, leaseMs: 60_000, reports: [], ...other };
}

/** An event that waits. */
export function parking(key: string, position: number, failure?: string): Parking {
  const attempts = failure === undefined ? 0 : 5;
  return { key, position, eventId: randomUUID(), streamId: `note-${key}`, type: 'contract.noted', failure, attempts };
}
