import { DaybookError } from '@daybook/domain';

/** A stream was to be copied through a transformation that the application does not have. Nothing was written. */
export class TransformationMissing extends DaybookError {
  readonly code = 'transformation-missing';

  constructor(
    /** The name that was asked for, or that of the class. */
    readonly transformation: string,
    /** The names that there are. */
    readonly known: readonly string[],
  ) {
    const there = known.length === 0 ? 'There is none' : `There are ${known.join(', ')}`;
    super(
      `There is no such transformation: ${JSON.stringify(transformation)}. ${there}. Put @StreamTransformation('name') on its ` +
        'class, and the class into the providers of a module.',
    );
  }
}
