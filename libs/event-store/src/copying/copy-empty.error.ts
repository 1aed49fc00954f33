import { DaybookError } from '@daybook/domain';
import { described } from '../stream/described.js';

/** A transformation drops all events of a stream, so that there would be none in which it goes on. Nothing was written. */
export class CopyEmpty extends DaybookError {
  readonly code = 'copy-empty';

  constructor(
    readonly source: string,
    readonly transformation: string,
  ) {
    super(
      `There would be nothing in the new stream: ${described(transformation)} drops all events of ${described(source)}. ` +
        'Leave the stream as it is, or keep at least one event.',
    );
  }
}
