import { DaybookError } from '@daybook/domain';

/** A unit of work was asked for where the event store has no transactions. Nothing was done. */
export class UnitOfWorkUnavailable extends DaybookError {
  readonly code = 'unit-of-work-unavailable';

  constructor(
    /** The class of the store. */
    readonly storeName: string,
  ) {
    super(
      `A unit of work needs a store with transactions, and the application's is a ${storeName}. Start it with ` +
        "store: 'postgres', or append to several streams at once by appendAll, which every store can.",
    );
  }
}
