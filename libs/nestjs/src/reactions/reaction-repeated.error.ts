import { DaybookError, nameOfClass } from '@daybook/domain';

/** One class was given two names as a reaction. */
export class ReactionRepeated extends DaybookError {
  readonly code = 'reaction-repeated';
  readonly className: string;

  constructor(
    reactionClass: unknown,
    readonly existingName: string,
    readonly repeatedName: string,
  ) {
    const className = nameOfClass(reactionClass);
    super(
      `${className} is the reaction "${existingName}" and was called "${repeatedName}" as well. Keep one @Reaction; what ` +
        'two of them do alike belongs into a provider that both inject.',
    );
    this.className = className;
  }
}
