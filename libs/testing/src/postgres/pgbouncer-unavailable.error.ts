import { DaybookError } from '@daybook/domain';

/** PgBouncer is not installed, or did not start. */
export class PgBouncerUnavailable extends DaybookError {
  readonly code = 'pgbouncer-unavailable';

  constructor(
    readonly reason: string,
    /** What it wrote about this start. */
    readonly log = '',
  ) {
    super(
      `PgBouncer could not be started: ${reason}.${log === '' ? '' : ` Its log says:\n${log}\n`} ` +
        'It comes from the package pgbouncer of Debian and others (apt-get install pgbouncer, brew install pgbouncer); ' +
        'its program must be in the PATH or in /usr/sbin.',
    );
  }
}
