import { DaybookError } from '@daybook/domain';
import { shown } from './shown.js';

/** There is no such stream, or there was none yet at that time. */
export class StreamNotFound extends DaybookError {
  readonly code = 'stream-not-found';

  constructor(
    readonly streamId: string,
    /** By when it was looked for: `by position 17`; undefined if as it is now. */
    readonly moment: string | undefined,
  ) {
    super(
      `There is no such stream: ${shown(streamId)} has no event${moment === undefined ? '' : ` ${moment}`}. A stream's id ` +
        `is <category>-<id>, as in account-alice; compare it letter by letter.`,
    );
  }
}
