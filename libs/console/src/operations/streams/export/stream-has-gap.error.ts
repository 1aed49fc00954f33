import { DaybookError } from '@daybook/domain';
import { shown } from '../shown.js';

/** A stream does not come out of the store as it must: from its first version, without a gap. */
export class StreamHasGap extends DaybookError {
  readonly code = 'stream-has-gap';

  constructor(
    readonly streamId: string,
    readonly version: number,
    readonly expected: number,
  ) {
    super(
      `A stream has a gap: version ${version} of ${shown(streamId)} came where version ${expected} was due. Look at the ` +
        `stream with daybook streams show, and do not use the export.`,
    );
  }
}
