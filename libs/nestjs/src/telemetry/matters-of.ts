import type { Matter } from './alarm.js';
import { buildWords, endedBuildMatter, hasEndedUnread } from './build-matters.js';
import type { SubscriptionReport } from './subscription-report.js';

/** The words of what is found in a report, to be ended when it is no longer there. */
export const reportedWords = ['lagging', 'parked', 'stopped', 'awaiting-release', ...buildWords] as const;

/** What is the matter with a durable reader of the log: nothing, mostly. */
export function mattersOf(report: SubscriptionReport): readonly Matter[] {
  const { name: subject, lagMs, lagEvents, maxLag, position, head, parkedEvents, parkedKeys, stopped } = report;
  const ended = endedBuildMatter(report);
  // What made it end is told by its reason.
  if (hasEndedUnread(report)) return ended === undefined ? [] : [ended];
  const matters: Matter[] = [];
  if (stopped !== undefined) {
    matters.push({
      word: 'stopped',
      subject,
      message: `Subscription "${subject}" has stopped: ${stopped.reason}. Mend what it failed at, and resume it.`,
      data: { reason: stopped.reason, position },
    });
  }
  const { awaitedRelease: awaited } = report;
  if (awaited !== undefined) {
    matters.push({
      word: 'awaiting-release',
      subject,
      message:
        `Subscription "${subject}" stands before "${awaited.type}" in version ${awaited.schemaVersion}, at position ` +
        `${awaited.position}, which none of its processes can read. Nothing is passed over: go on with the deployment of the ` +
        'release that has written it, or bring one that reads it.',
      data: { ...awaited },
    });
  }
  if (maxLag !== undefined && lagMs > maxLag && isRead(report)) {
    const paused = report.paused === undefined ? '' : ' It is paused.';
    matters.push({
      word: 'lagging',
      subject,
      message:
        `Subscription "${subject}" lags ${Math.round(lagMs)} ms behind, which is more than ${maxLag}: ${lagEvents} events ` +
        `wait, at position ${position} of ${head}.${paused} Look at its status: who reads it, and what stands in its way.`,
      data: { lagMs, lagEvents, maxLag, position, head },
    });
  }
  if (parkedEvents > 0) {
    matters.push({
      word: 'parked',
      subject,
      message:
        `Subscription "${subject}" has parked ${parkedEvents} events of ${parkedKeys} keys. Mend what they failed at, then ` +
        'retry them; or drop them.',
      data: { parkedEvents, parkedKeys },
    });
  }
  return matters;
}

/** Rows that are built beside others take their time, and whoever builds them looks after that. */
function isRead({ projection }: SubscriptionReport): boolean {
  return projection === undefined || projection.state === 'live';
}
