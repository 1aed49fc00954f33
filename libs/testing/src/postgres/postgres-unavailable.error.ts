import { DaybookError } from '@daybook/domain';

/** No server can be started here at all, whatever the folder: no binaries for the platform, or none that run. */
export class PostgresUnavailable extends DaybookError {
  readonly code = 'postgres-unavailable';

  constructor(
    readonly reason: string,
    options?: { readonly cause?: unknown },
  ) {
    super(
      `The embedded PostgreSQL cannot run on ${process.platform} ${process.arch}: ${reason}. ` +
        'Use a PostgreSQL of your own and give its URL (DATABASE_URL for Harbour, DAYBOOK_TEST_DATABASE_URL for tests).',
      options,
    );
  }
}
