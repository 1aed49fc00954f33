import { DaybookError } from '../error/daybook.error.js';
import type { JsonObject } from '../json/json-value.js';

/** A command was refused by a rule of the business; nothing was decided. At the HTTP edge this is a 422. */
export class BusinessRuleViolation extends DaybookError {
  constructor(
    /** The code of the broken rule. */
    readonly code: string,
    message: string,
    /** The values that decided, as the rule gave them. */
    readonly data: JsonObject = {},
  ) {
    super(message);
  }
}
