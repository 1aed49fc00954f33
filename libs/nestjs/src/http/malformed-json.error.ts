import { DaybookError } from '@daybook/domain';
import type { FieldError } from './field-error.js';

/** A body that is declared as JSON is none, or is not in UTF-8. Answered with 400. */
export class MalformedJson extends DaybookError {
  readonly code = 'malformed-json';
  readonly errors: readonly FieldError[] = [{ field: 'body', message: 'must be JSON in UTF-8' }];

  constructor(options?: { readonly cause?: unknown }) {
    super('The body is not JSON. Send one JSON object in UTF-8.', options);
  }
}
