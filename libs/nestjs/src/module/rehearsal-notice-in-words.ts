import { subscriptionOf } from '../projections/read-model/generation.js';
import type { RehearsalNotice } from '../projections/rehearsing/rehearsal-notice.js';
import type { LogLine } from './runner-notice-in-words.js';

/** What happens to rehearsals, as an operator wants to read it. What is no good about them, alarms say. */
export function rehearsalNoticeInWords(notice: RehearsalNotice): LogLine {
  switch (notice.word) {
    case 'begun':
      return {
        level: 'log',
        text: `The rehearsal "${subscriptionOf(notice.generation)}" for ${notice.dueAt.toISOString()} has begun.`,
      };
    case 'ended': {
      const { outcome, reason, findings } = notice.end;
      const compared = findings === undefined ? '' : `; ${findings.rowsRead} rows compared with what is read`;
      const why = reason === undefined ? '' : `: ${reason}`;
      const text = `The rehearsal "${subscriptionOf(notice.generation)}" has ended: ${outcome}${why}${compared}.`;
      return { level: 'log', text };
    }
    case 'delayed':
      return {
        level: 'warn',
        text: `A rehearsal of "${notice.projection}" does not come on, and that is tried again: ${String(notice.error)}`,
      };
  }
}
