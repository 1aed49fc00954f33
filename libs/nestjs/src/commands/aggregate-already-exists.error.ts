import { DaybookError } from '@daybook/domain';

/** An aggregate was to be created under an id that is taken. Nothing was written. */
export class AggregateAlreadyExists extends DaybookError {
  readonly code = 'aggregate-already-exists';

  constructor(
    readonly category: string,
    readonly aggregateId: string,
    options?: { readonly cause?: unknown },
  ) {
    super(
      `The ${category} exists already: ${JSON.stringify(aggregateId)} is taken. Choose another id, or update the one that is there.`,
      options,
    );
  }
}
