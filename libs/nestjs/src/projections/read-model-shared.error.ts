import { DaybookError, nameOfClass } from '@daybook/domain';

/** Two projections keep their rows as one class, so that its repository would not know whose to read. The start was stopped. */
export class ReadModelShared extends DaybookError {
  readonly code = 'read-model-shared';
  readonly readModelName: string;
  /** The names of the two projections' classes, the one that was found first in front. */
  readonly classNames: readonly [string, string];

  constructor(readModel: object, ...classes: readonly [object, object]) {
    const readModelName = nameOfClass(readModel);
    const [first, second] = [nameOfClass(classes[0]), nameOfClass(classes[1])];
    super(
      `A class of rows belongs to one projection: ${first} and ${second} both keep ${readModelName}. Give the newer one a ` +
        'class of rows of its own, or let one projection handle the events of both.',
    );
    this.readModelName = readModelName;
    this.classNames = [first, second];
  }
}
