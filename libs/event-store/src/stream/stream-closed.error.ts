import { DaybookError } from '@daybook/domain';
import { described } from './described.js';

/** The stream has been closed and takes no further events, or is a copy that is not complete. Nothing was written. */
export class StreamClosed extends DaybookError {
  readonly code = 'stream-closed';

  constructor(
    readonly streamId: string,
    /** The stream in which it goes on, if it was copied into one. */
    readonly continuedIn?: string | undefined,
    /** The stream of which it is a copy that is not complete. */
    readonly copyOf?: string | undefined,
  ) {
    super(
      `The stream is closed: ${described(streamId)} takes no further events. ` +
        (continuedIn !== undefined
          ? `It goes on in ${described(continuedIn)}; record what follows there.`
          : copyOf !== undefined
            ? `It is a copy of ${described(copyOf)}, which goes on until the copy is complete.`
            : 'Record what follows in a stream of its own.'),
    );
  }
}
