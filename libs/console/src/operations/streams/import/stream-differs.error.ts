import { DaybookError } from '@daybook/domain';
import { shown } from '../shown.js';

/** A stream that was to be imported exists, and other things have happened in it. Nothing was written. */
export class StreamDiffers extends DaybookError {
  readonly code = 'stream-differs';

  constructor(
    readonly streamId: string,
    /** The first version that is not the same. */
    readonly version: number,
  ) {
    super(
      `A stream exists with other events: ${shown(streamId)} differs from the file from version ${version} on. Nothing was ` +
        `written. Import into a database that does not have the stream, or has these events in it.`,
    );
  }
}
