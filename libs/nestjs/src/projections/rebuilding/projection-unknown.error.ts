import { DaybookError } from '@daybook/domain';

/** A projection was meant that the application does not have. */
export class ProjectionUnknown extends DaybookError {
  readonly code = 'projection-unknown';

  constructor(
    readonly projection: string,
    readonly known: readonly string[],
  ) {
    super(
      `The application has no projection "${projection}" that keeps rows in PostgreSQL. ` +
        (known.length === 0 ? 'It has none at all.' : `It has: ${known.join(', ')}.`),
    );
  }
}
