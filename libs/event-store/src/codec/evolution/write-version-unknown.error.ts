import { DaybookError } from '@daybook/domain';
import { described } from '../../stream/described.js';

/** `writeVersions` asks for a shape that events of the type cannot be written in. Stops the start. */
export class WriteVersionUnknown extends DaybookError {
  readonly code = 'write-version-unknown';

  /** @param reason goes on after the shape */
  constructor(
    readonly type: string,
    readonly written: { readonly type: string; readonly version: number },
    readonly reason: string,
    advice: string,
  ) {
    super(
      `writeVersions asks for ${described(type)} to be written as ${described(written.type)} ${written.version}: ${reason}. ` +
        advice,
    );
  }
}
