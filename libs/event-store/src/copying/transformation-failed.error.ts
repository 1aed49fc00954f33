import { DaybookError } from '@daybook/domain';
import { described } from '../stream/described.js';

/** A transformation threw, or made what is no event. Nothing was written since the copy was begun or gone on with. */
export class TransformationFailed extends DaybookError {
  readonly code = 'transformation-failed';

  constructor(
    readonly transformation: string,
    readonly streamId: string,
    /** Of the event that it was given; the last one's for what it makes at the end. */
    readonly version: number,
    /** Continues a sentence that begins with the transformation: `threw`. */
    readonly reason: string,
    cause?: unknown,
  ) {
    super(
      `The stream cannot be copied: ${described(transformation)} ${reason} at version ${version} of ` +
        `${described(streamId)}. The old stream is as it was; correct the transformation, and copy again.`,
      cause === undefined ? undefined : { cause },
    );
  }
}
