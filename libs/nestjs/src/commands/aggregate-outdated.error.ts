import { DaybookError } from '@daybook/domain';

/** The caller decided on a version of the aggregate that is no longer the last. Nothing was written. */
export class AggregateOutdated extends DaybookError {
  readonly code = 'aggregate-outdated';

  constructor(
    readonly category: string,
    readonly aggregateId: string,
    /** The versions, one of which the caller had seen. */
    readonly expected: readonly number[],
    /** The version that it is at; undefined if another writer was first and the database could not say more. */
    readonly actual: number | undefined,
    options?: { readonly cause?: unknown },
  ) {
    super(
      `The ${category} has changed: ${JSON.stringify(aggregateId)} was expected at version ${expected.join(' or ') || 'none'} and is ` +
        `${actual === undefined ? 'being changed by another' : `at version ${actual}`}. Read it again and decide anew.`,
      options,
    );
  }
}
