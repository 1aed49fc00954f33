import { DaybookError } from '@daybook/domain';
import { described } from './described.js';

/** A stream id is a valid name, but not `<category>-<id>`. */
export class InvalidStreamId extends DaybookError {
  readonly code = 'invalid-stream-id';

  constructor(
    /** Where in the call: `streamId`, `appends[1].streamId`. */
    readonly field: string,
    streamId: string,
    readonly reason: string,
  ) {
    super(
      `The stream id is not valid: ${field} is ${described(streamId)}, ${reason}. Write it as <category>-<id>, such as ` +
        `"account-4711"; the category itself holds no hyphen.`,
    );
  }
}
