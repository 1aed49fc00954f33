import { DaybookError } from '@daybook/domain';

/** There is undefined where a class was to be named. */
export class ClassMissing extends DaybookError {
  readonly code = 'class-missing';

  constructor(
    /** Where: `forFeature({ aggregates: [0] })`. */
    readonly place: string,
  ) {
    super(
      `A class is missing: ${place} got undefined. Two files that import each other cause this; let one of them import ` +
        `what both need from a third.`,
    );
  }
}
