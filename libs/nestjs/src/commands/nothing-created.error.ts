import { DaybookError } from '@daybook/domain';

/** The function given to `create` decided no event, so there is nothing that could exist afterwards. */
export class NothingCreated extends DaybookError {
  readonly code = 'nothing-created';

  constructor(
    readonly category: string,
    readonly aggregateId: string,
  ) {
    super(
      `Nothing was created: the decision about ${category} ${JSON.stringify(aggregateId)} applied no event. Apply at least ` +
        `one event in the function that is given to create.`,
    );
  }
}
