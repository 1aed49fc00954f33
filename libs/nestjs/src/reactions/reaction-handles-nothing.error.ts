import { DaybookError, nameOfClass } from '@daybook/domain';

/** A reaction has no handler, so that nothing would ever come to it. */
export class ReactionHandlesNothing extends DaybookError {
  readonly code = 'reaction-handles-nothing';
  readonly className: string;

  constructor(reactionClass: unknown) {
    const className = nameOfClass(reactionClass);
    super(`The reaction ${className} handles no event. Put @On(SomeEvent) on the methods that do.`);
    this.className = className;
  }
}
