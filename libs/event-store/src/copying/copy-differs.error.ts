import { DaybookError } from '@daybook/domain';
import { described } from '../stream/described.js';

/** A copy that was begun cannot be gone on with: the transformation makes something else than what it has made before. */
export class CopyDiffers extends DaybookError {
  readonly code = 'copy-differs';

  constructor(
    readonly source: string,
    readonly target: string,
    readonly transformation: string,
    /** The first version of the new stream that would be another event. */
    readonly version: number,
  ) {
    super(
      `The transformation makes other events than before: from version ${version} on ${described(target)} is not what ` +
        `${described(transformation)} makes of ${described(source)}. It must depend on nothing but the events, and must not be ` +
        'changed while a copy is under way: put it back as it was, or abandon this copy and make another one.',
    );
  }
}
