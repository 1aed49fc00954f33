import { DaybookError } from '@daybook/domain';

/** The store's DataSource is not connected when it is needed: not yet, or no more. */
export class DataSourceNotInitialized extends DaybookError {
  readonly code = 'data-source-not-initialized';

  constructor(readonly dataSource: string) {
    super(
      `The event store's DataSource is not connected: "${dataSource}" is not initialized. Leave out manualInitialization ` +
        'for it, or initialize it in its dataSourceFactory, so that it is when the store is opened.',
    );
  }
}
