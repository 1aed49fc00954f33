import { DaybookError } from '@daybook/domain';

/** The database is not in a state in which the log's guarantees hold. The store does not start. */
export class PrerequisiteMissing extends DaybookError {
  readonly code = 'prerequisite-missing';

  constructor(
    /** What was looked at: `synchronous_commit`, `primary`, `events_position`, `cache`. */
    readonly prerequisite: string,
    found: string,
    advice: string,
  ) {
    super(`The event store cannot start: ${found}. ${advice}`);
  }
}
