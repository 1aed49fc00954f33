import { DaybookError } from '@daybook/domain';

/** The application asked the event store for something while it was started only to look after the store's schema. */
export class StoreNotOpened extends DaybookError {
  readonly code = 'store-not-opened';

  constructor(
    /** What it was asked: `readAll`. */
    readonly call: string,
  ) {
    super(
      `The event store is not open: ${call}() was called while the application was started for a command that looks after ` +
        `the store's schema, which may not be there yet. Do not use the store in onModuleInit or onApplicationBootstrap, ` +
        `or give runDaybookCli a function that returns a smaller module for this command.`,
    );
  }
}
