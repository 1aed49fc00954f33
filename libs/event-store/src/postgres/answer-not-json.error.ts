import { DaybookError } from '@daybook/domain';

/** What a unit of work under an idempotency key returned cannot be kept for its repetitions. Nothing was written. */
export class AnswerNotJson extends DaybookError {
  readonly code = 'answer-not-json';

  constructor(
    /** Where: `answer.lines[0].dueAt`. */
    readonly field: string,
    /** What is wrong with it: `is a Date`. */
    readonly reason: string,
    options?: { readonly cause?: unknown },
  ) {
    super(
      `The answer of the unit of work cannot be kept for its repetitions: ${field} ${reason}. Under an idempotency key, ` +
        'return JSON data of at most 1 MiB, or nothing.',
      options,
    );
  }
}
