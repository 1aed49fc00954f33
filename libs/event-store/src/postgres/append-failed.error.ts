import { DaybookError } from '@daybook/domain';

/** The database refused the append for a reason that is not about its stream, and stayed up. Nothing was written. */
export class AppendFailed extends DaybookError {
  readonly code = 'append-failed';

  constructor(
    /** The server's SQLSTATE. */
    readonly sqlState: string,
    cause: unknown,
  ) {
    super(
      `The database refused the append with SQLSTATE ${sqlState}. Nothing was written; the server's own words are in ` +
        `this error's cause, and \`daybook\` appends only through its functions: is the schema migrated, and granted?`,
      { cause },
    );
  }
}
