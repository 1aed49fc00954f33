/**
 * How a durable reader of the log is, in a word. Each is decided here, and the first that fits counts:
 *
 * - `failed`: it has stopped by itself, or does not succeed at the moment; or its rows were to be read, and will not be
 * - `paused`: an operator lets it stand still, or has cancelled what it was filling
 * - `awaiting-release`: what comes next only another release can read, and no process of it is there
 * - `rebuilding`: it fills rows that nobody reads yet
 * - `new`: nobody has begun to read for it
 * - `catching-up`: it reads what has come before
 * - `parked`: it is live but for the keys that wait
 * - `live`: it reads what comes, as it comes
 */
export const subscriptionWords = [
  'new',
  'catching-up',
  'live',
  'paused',
  'parked',
  'rebuilding',
  'awaiting-release',
  'failed',
] as const;

export type SubscriptionWord = (typeof subscriptionWords)[number];

/** What the word is decided by. */
export interface SubscriptionFacts {
  readonly isStopped: boolean;
  readonly isPaused: boolean;
  /** Whether one of its segments stands before an event that none of its processes can read. */
  readonly isAwaitingRelease: boolean;
  /** Whether something stands in the way of one of its segments. */
  readonly isFailing: boolean;
  readonly isBuilding: boolean;
  /** Whether a process has ever read for it. */
  readonly hasBegun: boolean;
  readonly lagMs: number;
  /** Whether it has seen all that is known to be in the log; undefined if that is not known in this process. */
  readonly hasCaughtUpHere: boolean | undefined;
  readonly parkedEvents: number;
}

/** What others have passed over is put on record once a second, so that one that is live may seem to lag by that. */
const liveWithinMs = 3_000;

export function subscriptionWordOf(facts: SubscriptionFacts): SubscriptionWord {
  if (facts.isStopped) return 'failed';
  if (facts.isPaused) return 'paused';
  if (facts.isAwaitingRelease) return 'awaiting-release';
  if (facts.isFailing) return 'failed';
  if (facts.isBuilding) return 'rebuilding';
  if (!facts.hasBegun) return 'new';
  if (!(facts.hasCaughtUpHere ?? facts.lagMs <= liveWithinMs)) return 'catching-up';
  return facts.parkedEvents > 0 ? 'parked' : 'live';
}
