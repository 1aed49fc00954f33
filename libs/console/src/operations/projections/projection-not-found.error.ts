import { DaybookError } from '@daybook/domain';
import { shown } from '../streams/shown.js';

/** Neither this release nor the record knows a projection of this name. */
export class ProjectionNotFound extends DaybookError {
  readonly code = 'projection-not-found';

  constructor(
    readonly projection: string,
    readonly known: readonly string[],
  ) {
    super(
      `There is no projection ${shown(projection)}. ` +
        (known.length === 0 ? 'The application has none.' : `There are: ${known.map(shown).join(', ')}.`),
    );
  }
}
