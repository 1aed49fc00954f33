import { DaybookError } from '@daybook/domain';

/** A migration that the database has applied is not the one that this release brings under the same name. */
export class MigrationChanged extends DaybookError {
  readonly code = 'migration-changed';

  constructor(
    readonly migration: string,
    readonly schema: string,
  ) {
    super(
      `An applied migration differs from the file: ${migration} in schema ${schema}. Migrations are never edited: run ` +
        `the release that applied it, or undo the change to the file and put it into a new migration.`,
    );
  }
}
