import { DaybookError } from '@daybook/domain';

/** One start of the server failed; the end of what it wrote to its log says why. */
export class PostgresNotStarted extends DaybookError {
  readonly code = 'postgres-not-started';

  constructor(
    readonly folder: string,
    readonly reason: string,
    /** What the server wrote about this start. */
    readonly log: string,
  ) {
    super(
      `PostgreSQL in ${folder} did not start: ${reason}.${log === '' ? '' : ` Its log says:\n${log}\n`} ` +
        'Repair what the log names; data that can be spared is renewed by removing the folder.',
    );
  }

  /** Another process listens there, so that a start on another port can succeed. */
  get portTaken(): boolean {
    return /could not bind|Address already in use/.test(this.log);
  }
}
