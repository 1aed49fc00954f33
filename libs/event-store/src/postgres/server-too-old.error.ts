import { DaybookError } from '@daybook/domain';

/** The oldest PostgreSQL that Daybook runs on, as `server_version_num` says it. */
export const oldestServer = 140_000;

/** The PostgreSQL server is older than the oldest that Daybook runs on. */
export class ServerTooOld extends DaybookError {
  readonly code = 'server-too-old';

  constructor(readonly serverVersion: number) {
    super(
      `The PostgreSQL server is too old: it is version ${Math.trunc(serverVersion / 10_000)}. Daybook needs ` +
        `${oldestServer / 10_000} or later; upgrade the server.`,
    );
  }
}
