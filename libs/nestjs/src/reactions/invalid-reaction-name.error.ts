import { DaybookError, nameOfClass } from '@daybook/domain';

/** A reaction cannot be called so. */
export class InvalidReactionName extends DaybookError {
  readonly code = 'invalid-reaction-name';
  readonly className: string;

  constructor(
    reactionClass: unknown,
    readonly reactionName: string,
  ) {
    const className = nameOfClass(reactionClass);
    super(
      `The reaction of ${className} cannot be called ${JSON.stringify(reactionName)}. Choose lower-case words joined by ` +
        'hyphens, at most 100 characters, such as "welcome-mail": operators type it.',
    );
    this.className = className;
  }
}
