import { DaybookError } from '@daybook/domain';

/** A payload or metadata holds something that JSON cannot say, or would not give back as it was. Nothing was written. */
export class NotJsonData extends DaybookError {
  readonly code = 'not-json-data';

  constructor(
    /** Where: `events[2].data.lines[0].dueAt`. */
    readonly field: string,
    /** What is wrong with it: `is a Date`. */
    readonly reason: string,
    /** What to do about it, as a sentence. */
    advice: string,
    options?: { readonly cause?: unknown },
  ) {
    super(`The event cannot be kept as JSON: ${field} ${reason}. ${advice}`, options);
  }
}
