import { DaybookError } from '@daybook/domain';
import { described } from './described.js';

/** The stream has been closed and takes no further events. Nothing was written. */
export class StreamClosed extends DaybookError {
  readonly code = 'stream-closed';

  constructor(readonly streamId: string) {
    super(
      `The stream is closed: ${described(streamId)} takes no further events. Record what follows in a stream of its own.`,
    );
  }
}
