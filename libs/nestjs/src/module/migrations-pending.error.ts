import { DaybookError } from '@daybook/domain';

/** The database lacks something that this release needs, and was not to be changed. The start was stopped. */
export class MigrationsPending extends DaybookError {
  readonly code = 'migrations-pending';

  constructor(
    readonly schema: string,
    /** The files that have not been applied, in order. */
    readonly pending: readonly string[],
  ) {
    super(
      `The event store's schema is not up to date: "${schema}" lacks ${pending.join(', ')}. Apply them as the role ` +
        `that owns the schema, with daybook migrate (or migrate() of @daybook/event-store), or start with migrations: 'run'.`,
    );
  }
}
