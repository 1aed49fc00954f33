import { DaybookError } from '@daybook/domain';
import type { FieldError } from './field-error.js';

/** A request was refused before anything was done with it; `errors` names each field that is wrong. Answered with 400. */
export class RequestInvalid extends DaybookError {
  readonly code = 'request-invalid';

  constructor(readonly errors: readonly FieldError[]) {
    const fields = errors.map(({ field }) => field).join(', ');
    super(`The request is malformed. Wrong: ${fields}. Correct what "errors" lists and send it again.`);
  }
}
