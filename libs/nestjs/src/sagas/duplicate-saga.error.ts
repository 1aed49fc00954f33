import { DaybookError, nameOfClass } from '@daybook/domain';

/** Two classes are the same version of one saga, so that nobody knows by which its instances go. The start was stopped. */
export class DuplicateSaga extends DaybookError {
  readonly code = 'duplicate-saga';
  /** The names of the two classes, the one that was found first in front. */
  readonly classNames: readonly [string, string];

  constructor(
    readonly sagaName: string,
    readonly version: number,
    ...classes: readonly [object, object]
  ) {
    const [first, second] = [nameOfClass(classes[0]), nameOfClass(classes[1])];
    super(
      `Two sagas have one name and version: ${first} and ${second} are both "${sagaName}" in version ${version}. Give the ` +
        'newer one the next version, or a name of its own; if they are one class loaded twice, install it once.',
    );
    this.classNames = [first, second];
  }
}
