import { DaybookError } from '@daybook/domain';

/** Two classes of aggregates have one category, so that their streams would mix. The start was stopped. */
export class DuplicateCategory extends DaybookError {
  readonly code = 'duplicate-category';

  constructor(
    readonly category: string,
    /** The names of the two classes, the one that was registered first in front. */
    readonly classNames: readonly [string, string],
  ) {
    super(
      `Two aggregates have one category: ${classNames[0]} and ${classNames[1]} are both "${category}". Give the newer one ` +
        `a category of its own; if they are one class loaded twice, install it once.`,
    );
  }
}
