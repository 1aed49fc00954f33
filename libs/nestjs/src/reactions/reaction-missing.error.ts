import { DaybookError, nameOfClass } from '@daybook/domain';

/** A class bears no `@Reaction`, so nobody knows under which name it reacts. */
export class ReactionMissing extends DaybookError {
  readonly code = 'reaction-missing';
  readonly className: string;

  constructor(reactionClass: unknown) {
    const className = nameOfClass(reactionClass);
    super(
      `${className} is no reaction that can be run. Put @Reaction('name') on the class itself; that of a parent class ` +
        'does not count, because two classes cannot share one checkpoint.',
    );
    this.className = className;
  }
}
