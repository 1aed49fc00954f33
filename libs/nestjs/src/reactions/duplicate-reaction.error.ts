import { DaybookError, nameOfClass } from '@daybook/domain';

/** Two classes of reactions have one name, so that each would miss what the other has seen. The start was stopped. */
export class DuplicateReaction extends DaybookError {
  readonly code = 'duplicate-reaction';
  /** The names of the two classes, the one that was found first in front. */
  readonly classNames: readonly [string, string];

  constructor(
    readonly reactionName: string,
    ...classes: readonly [object, object]
  ) {
    const [first, second] = [nameOfClass(classes[0]), nameOfClass(classes[1])];
    super(
      `Two reactions have one name: ${first} and ${second} are both "${reactionName}". Give the newer one a name of its ` +
        'own; if they are one class loaded twice, install it once.',
    );
    this.classNames = [first, second];
  }
}
