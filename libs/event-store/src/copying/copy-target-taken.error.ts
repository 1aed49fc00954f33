import { DaybookError } from '@daybook/domain';
import { described } from '../stream/described.js';

/** A stream cannot become the copy of another, because it is something else. Nothing was written. */
export class CopyTargetTaken extends DaybookError {
  readonly code = 'copy-target-taken';

  constructor(
    readonly source: string,
    readonly target: string,
    readonly transformation: string,
  ) {
    super(
      `The new stream is taken: ${described(target)} holds events that are not of a copy of ${described(source)} through ` +
        `${described(transformation)}, or of one that was abandoned. Copy into a stream that nobody has used.`,
    );
  }
}
