import type { EventStore } from '../../stream/event-store.js';
import type { DeclinedSegment } from '../live-process.js';
import type { SubscriptionStore } from '../subscription-store.js';
import type { RunnerNotice } from './runner-notice.js';
import type { Slots } from './slots.js';
import type { UnknownEventsPolicy } from './unknown-events.js';

/** What the loops of a process share. */
export interface ProcessSurroundings {
  readonly store: EventStore;
  readonly subscriptions: SubscriptionStore;
  /** Who works with a connection takes one of these. */
  readonly slots: Slots;
  readonly leaseMs: number;
  /** Where a consumer does not say. */
  readonly unknownEvents: UnknownEventsPolicy;
  /** Whether the leases of the process stand by its own reckoning. */
  mayWork(): boolean;
  /** A position that is known to be visible, up to which everybody has been told of what came. */
  knownTo(): number;
  /** Does not throw. */
  notice(notice: RunnerNotice): void;
  /** What comes next in a segment is an event that only another release can read. */
  declined(segment: DeclinedSegment): void;
  /** Somebody has come further. */
  moved(): void;
  /** Whether the store is in another history than when it was looked at last; then all loops are lost, and begun anew. */
  historyChanged(): boolean;
}
