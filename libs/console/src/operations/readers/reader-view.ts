import type { HeldFloor } from '@daybook/event-store';
import type { SubscriptionReport, SubscriptionsReport, SubscriptionWord } from '@daybook/nestjs';

/** A durable reader of the log as operators see it. */
export interface ReaderView extends Omit<SubscriptionReport, 'word'> {
  /** How it is, in one of eight words: new, catching-up, live, paused, parked, rebuilding, awaiting-release, failed. */
  readonly state: SubscriptionWord;
  /** The appends in flight behind which it waits. */
  readonly heldFloors: readonly HeldFloor[];
}

/** Those that are on record; of what nobody has begun to read there is nothing to be said but that. */
export function readersOnRecord({
  subscriptions,
  heldFloors,
}: Pick<SubscriptionsReport, 'subscriptions' | 'heldFloors'>): readonly ReaderView[] {
  return subscriptions
    .filter(({ segments }) => segments.length > 0)
    .map(({ word: state, ...report }) => ({ ...report, state, owners: [...report.owners].sort(), heldFloors }));
}

/** Whether somebody has to look at it. */
export function needsCare({ state, parkedEvents, projection }: ReaderView): boolean {
  // What was given up, and has another in its place, waits to be dropped.
  if (projection?.isReplaced === true) return false;
  return state === 'failed' || state === 'paused' || state === 'awaiting-release' || parkedEvents > 0;
}
