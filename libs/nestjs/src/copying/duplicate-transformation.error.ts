import { DaybookError, nameOfClass } from '@daybook/domain';

/** Two classes of transformations have one name, so that a copy could be gone on with by the wrong one. The start was stopped. */
export class DuplicateTransformation extends DaybookError {
  readonly code = 'duplicate-transformation';
  /** The names of the two classes, the one that was found first in front. */
  readonly classNames: readonly [string, string];

  constructor(
    readonly transformation: string,
    ...classes: readonly [object, object]
  ) {
    const [first, second] = [nameOfClass(classes[0]), nameOfClass(classes[1])];
    super(
      `Two transformations have one name: ${first} and ${second} are both "${transformation}". Give the newer one a name ` +
        'of its own; if they are one class loaded twice, install it once.',
    );
    this.classNames = [first, second];
  }
}
