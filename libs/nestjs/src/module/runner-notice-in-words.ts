import { isDaybookError } from '@daybook/domain';
import type { Parking, RunnerNotice } from '@daybook/event-store';

/** A line of the log. */
export interface LogLine {
  readonly level: 'debug' | 'log' | 'warn' | 'error';
  readonly text: string;
  /** Where it was thrown, if that helps. */
  readonly stack?: string | undefined;
}

const longest = 300;

/** What a runner tells of, as an operator wants to read it: what happened, with which values, what to do. */
export function runnerNoticeInWords(notice: RunnerNotice): LogLine {
  switch (notice.word) {
    case 'claimed':
      return { level: 'debug', text: `${segmentOf(notice)}: read here from position ${notice.position} on.` };
    case 'released':
      return { level: 'debug', text: `${segmentOf(notice)}: given back at position ${notice.position}.` };
    case 'lost':
      return {
        level: 'warn',
        text:
          `${segmentOf(notice)} has passed to another process, or its checkpoint was moved. Nothing of the batch was ` +
          'written here. If this repeats, the process stands still for longer than a lease: look at its load.',
      };
    case 'parked':
      return parked(notice.subscription, notice.events);
    case 'unparked':
      return {
        level: 'log',
        text: `${quoted(notice.subscription)}: the parked event at position ${notice.position} was applied.`,
      };
    case 'declined':
      return {
        level: 'warn',
        text:
          `${segmentOf(notice)}: left to processes of another release. "${notice.type}" in version ${notice.schemaVersion}, at ` +
          `position ${notice.position}, cannot be read here. Nothing was passed over; while no process can read it, the ` +
          'segment waits there: go on with the deployment.',
      };
    case 'stopped':
      return {
        level: 'error',
        text:
          `${quoted(notice.subscription)} has stopped: ${short(notice.reason)}. Look at what is parked, mend what it failed ` +
          'at, and resume it.',
      };
    case 'failing':
      return failing(notice);
    case 'recovered':
      return { level: 'log', text: `${subjectOf(notice)} succeeded again at ${notice.doing}.` };
    case 'incarnation-changed':
      return {
        level: 'warn',
        text:
          `The event store is on another server, or in another history: it was ${notice.from} and is ${notice.to}. ` +
          'Checkpoints went back with it if it went back; what was remembered of it is dropped, and reading goes on.',
      };
  }
}

function parked(subscription: string, events: readonly Parking[]): LogLine {
  const failed = events.filter(({ failure }) => failure !== undefined);
  const [first] = failed;
  if (first === undefined) {
    return { level: 'debug', text: `${quoted(subscription)}: ${events.length} more wait behind parked events.` };
  }
  const more = failed.length === 1 ? '' : `, and ${failed.length - 1} more`;
  return {
    level: 'error',
    text:
      `${quoted(subscription)} has parked "${first.type}" at position ${first.position} of ${first.streamId}${more}, after ` +
      `${first.attempts} attempts: ${short(first.failure ?? '')}. Later events of the key wait behind it, the others flow. ` +
      'Mend what it failed at, then retry it; or drop it.',
  };
}

function failing(notice: Extract<RunnerNotice, { readonly word: 'failing' }>): LogLine {
  const { error, doing } = notice;
  const text = `${subjectOf(notice)} failed at ${doing}, and it is tried again: ${reasonOf(error)}`;
  // An error of ours says what to do; of another the place is what one looks for.
  return isDaybookError(error) || !(error instanceof Error)
    ? { level: 'warn', text }
    : { level: 'warn', text, stack: error.stack };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return short(String(error));
  return short(isDaybookError(error) ? error.message : `${error.name}: ${error.message}`);
}

function segmentOf({ subscription, segment }: { readonly subscription: string; readonly segment: number }): string {
  return `${quoted(subscription)}, segment ${segment}`;
}

function subjectOf({ subscription }: { readonly subscription?: string | undefined }): string {
  return subscription === undefined ? 'Running subscriptions' : quoted(subscription);
}

function quoted(name: string): string {
  return `Subscription "${name}"`;
}

function short(text: string): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}
