import type { JsonObject } from '../json/json-value.js';
import { BusinessRuleViolation } from './business-rule-violation.error.js';

/**
 * A law of the business, as asked about one moment. Written as a function in a file named like the law, which returns
 * whether it holds and what to say when it does not.
 *
 * @example
 * export function accountMustBeOpen(status: AccountStatus): Rule {
 *   return {
 *     code: 'account-must-be-open',
 *     holds: status === 'open',
 *     message: `The account is ${status}; only an open account takes bookings. Open or unfreeze it first.`,
 *   };
 * }
 */
export interface Rule {
  /** The law's name in kebab case; stable, callers branch on it. */
  readonly code: string;
  readonly holds: boolean;
  /** For people: what is broken, with which values, what to do. It may reach the client; put no secret in it. */
  readonly message: string;
  /** For machines: the values that decided. It may reach the client as well. */
  readonly data?: JsonObject;
}

/**
 * Goes on only if the rule holds. In an aggregate it is `this.enforce`; this is for value objects and domain services.
 *
 * @example enforce(currencyMustBeKnown(this.currency));
 * @throws BusinessRuleViolation with the rule's code
 */
export function enforce(rule: Rule): void {
  if (!rule.holds) throw new BusinessRuleViolation(rule.code, rule.message, rule.data);
}
