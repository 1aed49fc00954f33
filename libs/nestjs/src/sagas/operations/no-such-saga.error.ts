import { DaybookError } from '@daybook/domain';

/** A saga was meant that neither this release nor the record knows. */
export class NoSuchSaga extends DaybookError {
  readonly code = 'no-such-saga';

  constructor(
    readonly saga: string,
    readonly known: readonly string[],
  ) {
    super(
      `There is no saga ${JSON.stringify(saga)}: this release has no class of that name, and none is on record. ` +
        (known.length === 0 ? 'There is none at all.' : `There are: ${known.join(', ')}.`),
    );
  }
}
