import { DaybookError } from '@daybook/domain';

/** A view whose columns change could not be made anew, because others are built on it. Nothing was changed. */
export class ReadModelDependedOn extends DaybookError {
  readonly code = 'read-model-depended-on';

  constructor(
    readonly projection: string,
    /** The quoted path of the view. */
    readonly view: string,
    cause: unknown,
  ) {
    super(
      `The view ${view} of the projection "${projection}" has to be made anew, and something that is not Daybook's is built ` +
        'on it. Drop that first, and make it again afterwards (the cause names it); on the view of a version it would have stayed.',
      { cause },
    );
  }
}
