import { DaybookError } from '@daybook/domain';

/** Why an operator does something to an instance is not said in a way that can be kept. Nothing was changed. */
export class InvalidSagaReason extends DaybookError {
  readonly code = 'invalid-saga-reason';

  constructor(
    /** What is wrong with it: `is missing`. */
    readonly finding: string,
  ) {
    super(
      `The reason ${finding}. What an operator leaves out or ends stays on record with a reason: give a text of 1 to ` +
        '2,000 characters, for whoever asks in a year.',
    );
  }
}
