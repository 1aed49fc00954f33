import type { Matter } from './alarm.js';
import type { SubscriptionReport } from './subscription-report.js';

/** The words of what is the matter with builds. */
export const buildWords = ['rebuild-failed', 'rebuild-cancelled', 'rebuild-stalled'] as const;

/** Whether it was to be read, and will not be: nobody works on it any more. */
export function hasEndedUnread({ projection }: SubscriptionReport): boolean {
  return projection?.state === 'failed' || projection?.state === 'cancelled';
}

/** Whether it is built to be read. A rehearsal has a record of its own. */
export function isBuild({ projection }: SubscriptionReport): boolean {
  return projection !== undefined && projection.purpose !== 'rehearsal';
}

/** What is on record of a build that has come to nothing; undefined once readers were led to a later one. */
export function endedBuildMatter(report: SubscriptionReport): Matter | undefined {
  const { name: subject, projection } = report;
  if (projection === undefined || !isBuild(report) || !hasEndedUnread(report) || projection.isReplaced === true) {
    return undefined;
  }
  const { state, reason, name } = projection;
  const hasFailed = state === 'failed';
  return {
    word: hasFailed ? 'rebuild-failed' : 'rebuild-cancelled',
    subject,
    message:
      `Building "${subject}" ${hasFailed ? 'has failed' : 'was cancelled'}: ${reason ?? 'nobody said why'}. Readers see what ` +
      `they saw. ${hasFailed ? 'Mend it and rebuild' : 'Rebuild'} \`${name}\`; \`daybook projections drop\` removes what is ` +
      'left of it.',
    data: { reason },
  };
}
