import { DaybookError } from '@daybook/domain';
import { described } from '../stream/described.js';

/** A copy was begun again and again, because somebody else was first each time. It may be gone on with. */
export class CopyContended extends DaybookError {
  readonly code = 'copy-contended';

  constructor(
    readonly source: string,
    readonly target: string,
    readonly attempts: number,
    cause: unknown,
  ) {
    super(
      `The copy came into the way of others ${attempts} times: ${described(source)} into ${described(target)}. Nothing is ` +
        'lost, and the old stream goes on until the copy is complete; start it again, and it goes on where it was.',
      { cause },
    );
  }
}
