import { DaybookError } from '../error/daybook.error.js';
import { nameOfClass } from '../name/name-of-class.js';

/** Two classes were given one name for their state, or one class two. */
export class StateTypeRepeated extends DaybookError {
  readonly code = 'state-type-repeated';
  readonly classNames: readonly string[];

  constructor(
    readonly stateType: string,
    ...owners: readonly object[]
  ) {
    const classNames = owners.map(nameOfClass);
    super(
      `The state type "${stateType}" is that of ${classNames[0] ?? ''} and was to be given to, or doubled on, ` +
        `${classNames.at(-1) ?? ''}. Give each class one name of its own with @StateType.`,
    );
    this.classNames = classNames;
  }
}
