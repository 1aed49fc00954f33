import { DaybookError } from '@daybook/domain';

/** Readers were not to be held up for longer, and one of them did not come to its end. Nothing was changed. */
export class ReadModelInUse extends DaybookError {
  readonly code = 'read-model-in-use';

  constructor(
    readonly projection: string,
    readonly waitedMs: number,
    cause: unknown,
  ) {
    super(
      `The read model of "${projection}" was not switched: a transaction that has read it stayed open for more than ` +
        `${waitedMs} ms, and others would have had to wait behind the switch. Try again; pg_locks joined with ` +
        'pg_stat_activity names who it is.',
      { cause },
    );
  }
}
