import { DaybookError } from '../error/daybook.error.js';
import type { JsonObject } from '../json/json-value.js';
import { Mark } from '../metadata/mark.js';

const mark = new Mark('business-rule-violation');

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

  static {
    mark.put(this.prototype);
  }
}

/**
 * True for a broken rule, also one of another installed copy of the library, which `instanceof` would miss.
 *
 * @example if (isBusinessRuleViolation(error) && error.code === 'insufficient-funds') offerCredit();
 */
export function isBusinessRuleViolation(value: unknown): value is BusinessRuleViolation {
  return mark.isOn(value);
}
