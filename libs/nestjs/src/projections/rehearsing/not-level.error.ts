import { DaybookError } from '@daybook/domain';

/** What was made in rehearsal, and what is read, cannot be brought to one position in the log. */
export class NotLevel extends DaybookError {
  readonly code = 'rehearsal-not-level';

  constructor(
    readonly projection: string,
    finding: string,
  ) {
    super(`A rehearsal of "${projection}" cannot be compared with what is read: ${finding}.`);
  }
}
