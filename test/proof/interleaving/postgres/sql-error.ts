/** What PostgreSQL refuses, with its SQLSTATE. */
export class SqlError extends Error {
  readonly severity = 'ERROR';

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** The connection has ended; what was asked for last may have been done. */
export class ConnectionEnded extends Error {
  readonly code = 'ECONNRESET';

  constructor() {
    super('Connection terminated unexpectedly');
  }
}
