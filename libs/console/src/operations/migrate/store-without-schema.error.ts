import { DaybookError } from '@daybook/domain';

/** The application keeps its events in memory: there is nothing to migrate. */
export class StoreWithoutSchema extends DaybookError {
  readonly code = 'store-without-schema';

  constructor() {
    super(
      "There is no schema to look after: the application's event store is in memory. Give DaybookModule.forRoot the store " +
        "'postgres' (which is the default) where the command line runs.",
    );
  }
}
