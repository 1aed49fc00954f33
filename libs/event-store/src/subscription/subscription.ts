/** For what a subscription reads the log; operators see it, and a process runs each kind or does not. */
export type SubscriptionKind = 'projection' | 'reaction' | 'saga' | 'relay' | 'subscription';

/** Where a subscription begins when it is first put on record: after a position, 0 being the beginning, or at what comes. */
export type SubscriptionStart = number | 'now';

/** A durable reader of the log, as it is kept: what it wants, and how its work is divided. */
export interface Subscription {
  /** Unique in the store. */
  readonly name: string;
  readonly kind: SubscriptionKind;
  /** Only events of these types. Default: all. */
  readonly types?: readonly string[] | undefined;
  /** Only streams of these categories, compared exactly. Default: all. */
  readonly categories?: readonly string[] | undefined;
  /** Among how many segments its keys are divided; each is read by one process at a time. */
  readonly segments: number;
  /** Counts the first time only; afterwards the checkpoints say where it is. */
  readonly from: SubscriptionStart;
}
