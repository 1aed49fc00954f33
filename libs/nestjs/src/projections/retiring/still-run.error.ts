import { DaybookError } from '@daybook/domain';

/** A process of another release runs what is to be given up. */
export class StillRun extends DaybookError {
  readonly code = 'still-run';

  constructor(
    readonly subject: string,
    /** As people find them. */
    readonly processes: readonly string[],
  ) {
    super(
      `"${subject}" is not given up: ${processes.join(', ')} ${processes.length === 1 ? 'runs' : 'run'} it. End what is left of ` +
        'that release first; a process that has died without a word counts until its lease is over.',
    );
  }
}
