import { DaybookError } from '@daybook/domain';

/** Where a read model's view is to stand, there is something else. It was left as it is, and the start was stopped. */
export class ReadModelNameTaken extends DaybookError {
  readonly code = 'read-model-name-taken';

  constructor(
    readonly projection: string,
    /** The quoted path. */
    readonly path: string,
    /** What there is. */
    readonly kind: string,
  ) {
    super(
      `The view of the projection "${projection}" cannot be made: ${path} is ${kind} that is none of its own. Daybook drops ` +
        'nothing that it has not made: rename or drop it yourself if its rows are not needed, or give the entity another name.',
    );
  }
}
