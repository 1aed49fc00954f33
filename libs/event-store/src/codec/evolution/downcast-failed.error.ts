import { DaybookError } from '@daybook/domain';

/** An event could not be brought to the older shape in which it is to be written. Nothing was written. */
export class DowncastFailed extends DaybookError {
  readonly code = 'downcast-failed';

  constructor(
    /** The class whose `downcast` failed. */
    readonly upcaster: string,
    /** Which event of the append: `events[2]`. */
    readonly field: string,
    readonly reason: string,
    options?: { readonly cause?: unknown },
  ) {
    super(
      `An event could not be written in its older shape: the downcast of ${upcaster} ${reason} for ${field}. Nothing was ` +
        'written; correct it, or take the type out of writeVersions once every process reads the newer shape.',
      options,
    );
  }
}
