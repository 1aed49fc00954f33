import { DaybookError } from '@daybook/domain';

/** An event is to be written in an older shape, and a step on the way has no `downcast`. Stops the start. */
export class DowncasterMissing extends DaybookError {
  readonly code = 'downcaster-missing';

  constructor(
    /** The class that lacks it. */
    readonly upcaster: string,
    /** What it lifts: `account.funds-deposited 1 -> 2`. */
    readonly step: string,
  ) {
    super(
      `${upcaster} (${step}) has no downcast, and writeVersions asks for a shape below it. Write downcast(data, meta), or ` +
        'take the type out of writeVersions.',
    );
  }
}
