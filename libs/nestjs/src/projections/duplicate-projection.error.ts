import { DaybookError, nameOfClass } from '@daybook/domain';

/** Two classes of projections have one name, so that their rows would mix. The start was stopped. */
export class DuplicateProjection extends DaybookError {
  readonly code = 'duplicate-projection';
  /** The names of the two classes, the one that was found first in front. */
  readonly classNames: readonly [string, string];

  constructor(
    readonly projectionName: string,
    ...classes: readonly [object, object]
  ) {
    const [first, second] = [nameOfClass(classes[0]), nameOfClass(classes[1])];
    super(
      `Two projections have one name: ${first} and ${second} are both "${projectionName}". Give the newer one a name of ` +
        'its own; if they are one class loaded twice, install it once.',
    );
    this.classNames = [first, second];
  }
}
