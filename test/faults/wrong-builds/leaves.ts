import type { EventStore, SubscriptionRunner } from '@daybook/event-store';

/** How a process leaves its work to others. */
export type Leave = (runner: SubscriptionRunner, store: EventStore) => Promise<void>;

/** Gives nothing back: others wait until its leases have run out. */
export const handsNothingOver: Leave = async (runner, { subscriptions }) => {
  subscriptions.release = () => Promise.resolve();
  subscriptions.leave = () => Promise.resolve();
  await runner.stop();
};

/** Gives back at once what it is still at, so that the next one does it again. */
export const finishesNothing: Leave = async (runner, { subscriptions }) => {
  await subscriptions.leave(runner.id);
  await runner.stop();
};
