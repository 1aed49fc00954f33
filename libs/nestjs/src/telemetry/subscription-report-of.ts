import type { AwaitedRelease, ConsumerProgress, SubscriptionStatus } from '@daybook/event-store';
import type { SubscriptionReport, WrittenGeneration } from './subscription-report.js';
import { subscriptionWordOf } from './subscription-word.js';

/** What a report is made of beside the status on record. */
export interface ReportParts {
  readonly projection: WrittenGeneration | undefined;
  readonly maxLag: number | undefined;
  /** How it stands in this process; undefined if this process does not run it. */
  readonly here: ConsumerProgress | undefined;
}

export function subscriptionReportOf(
  status: SubscriptionStatus,
  { projection, maxLag, here }: ReportParts,
): SubscriptionReport {
  const held = new Map(here?.segments.map((segment) => [segment.segment, segment]));
  const failure = here?.failure ?? status.segments.find((segment) => segment.failure !== undefined)?.failure;
  // What has come of a rehearsal is on a record of its own.
  const endedAs = projection?.purpose === 'rehearsal' ? undefined : projection?.state;
  const awaited = status.awaitedRelease && awaitedInWords(status.awaitedRelease);
  const owners = status.segments.flatMap(({ owner }) => (owner === undefined ? [] : [owner]));
  return {
    ...status,
    word: subscriptionWordOf({
      isStopped: status.stopped !== undefined || endedAs === 'failed',
      isPaused: status.paused !== undefined || endedAs === 'cancelled',
      isAwaitingRelease: status.awaitedRelease !== undefined,
      isFailing: failure !== undefined,
      isBuilding: projection?.state === 'building',
      hasBegun: projection?.isInline === true || status.segments.some(({ epoch }) => epoch > 0),
      lagMs: status.lagMs,
      hasCaughtUpHere: held.size > 0 && held.size === status.segments.length ? hasCaughtUp(here) : undefined,
      parkedEvents: status.parkedEvents,
    }),
    projection,
    maxLag,
    segments: status.segments.map((segment) => ({ ...segment, isHere: held.has(segment.segment) })),
    owners: [...new Set(owners)],
    lastError: (endedAs === 'failed' ? projection?.reason : undefined) ?? status.stopped?.reason ?? awaited ?? failure,
    eventsPerSecond: held.size === 0 ? undefined : here?.eventsPerSecond,
  };
}

function hasCaughtUp(here: ConsumerProgress | undefined): boolean | undefined {
  if (here?.state === 'live' || here?.state === 'parked') return true;
  return here?.state === 'catching-up' ? false : undefined;
}

function awaitedInWords({ type, schemaVersion, position }: AwaitedRelease): string {
  return `It awaits a release that can read "${type}" in version ${schemaVersion}, at position ${position}`;
}
