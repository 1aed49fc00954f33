import { DaybookError, nameOfClass } from '@daybook/domain';

/** Two classes of commands have one lasting name, and a saga's commands are kept by it. The start was stopped. */
export class DuplicateCommandType extends DaybookError {
  readonly code = 'duplicate-command-type';
  readonly classNames: readonly [string, string];

  constructor(
    readonly commandType: string,
    ...classes: readonly [object, object]
  ) {
    const [first, second] = [nameOfClass(classes[0]), nameOfClass(classes[1])];
    super(
      `Two classes of commands have one name: ${first} and ${second} are both "${commandType}", and what sagas send is kept ` +
        'by it. Put @CommandType with a name of its own on the newer one.',
    );
    this.classNames = [first, second];
  }
}
