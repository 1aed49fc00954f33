import { DaybookError } from '@daybook/domain';
import { described } from '../stream/described.js';

/** The stream that was to be copied has no events. Nothing was written. */
export class CopySourceMissing extends DaybookError {
  readonly code = 'copy-source-missing';

  constructor(readonly source: string) {
    super(
      `There is nothing to copy: ${described(source)} has no events. A stream's id is <category>-<id>, as in ` +
        'account-alice; compare it letter by letter.',
    );
  }
}
