import { DaybookError } from '@daybook/domain';

/** A segment that has not come to where it was waited for. */
export interface SegmentBehind {
  readonly subscription: string;
  readonly segment: number;
  /** How far it has come; undefined if nobody has claimed it yet. */
  readonly position: number | undefined;
  /** What stands in its way, as far as is known. */
  readonly reason: string | undefined;
}

/** Not all consumers have come to the head of the log: the time is over, or one of them stands still. */
export class NotIdle extends DaybookError {
  readonly code = 'not-idle';

  constructor(
    readonly head: number,
    readonly behind: readonly SegmentBehind[],
    readonly waitedMs: number,
  ) {
    super(
      `Not everything is applied up to position ${head} after ${Math.round(waitedMs)} ms: ${behind.map(inWords).join('; ')}. ` +
        'Resume what stands still, mend what fails, or wait longer (`timeoutMs`).',
    );
  }
}

function inWords({ subscription, segment, position, reason }: SegmentBehind): string {
  const where = position === undefined ? 'has not begun' : `is at ${position}`;
  return `segment ${segment} of ${JSON.stringify(subscription)} ${where}${reason === undefined ? '' : ` (${reason})`}`;
}
