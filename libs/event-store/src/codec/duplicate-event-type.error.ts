import { DaybookError } from '@daybook/domain';

/** Two classes bear the same event type, so that a stored event could not be told which of them it is. */
export class DuplicateEventType extends DaybookError {
  readonly code = 'duplicate-event-type';

  constructor(
    readonly type: string,
    /** The names of the two classes, the one that was registered first in front. */
    readonly classNames: readonly [string, string],
  ) {
    super(
      `Two classes have one event type: ${classNames[0]} and ${classNames[1]} are both "${type}". ` +
        `Rename the type of the newer one; if they are one class loaded twice, install it once.`,
    );
  }
}
