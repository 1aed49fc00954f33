import { DaybookError } from '@daybook/domain';

/** An instance belongs to a saga that this application does not have. */
export class SagaUnknown extends DaybookError {
  readonly code = 'saga-unknown';

  constructor(readonly saga: string) {
    super(
      `This application has no saga "${saga}": no class of that name is registered. Bring it in with ` +
        'forFeature({ sagas: [...] }), or give the name as its @Saga says it.',
    );
  }
}
