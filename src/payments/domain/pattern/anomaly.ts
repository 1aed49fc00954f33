import type { Rule } from '@daybook/domain';
import { paymentsMustResembleThePast } from '../rules/payments-must-resemble-the-past.js';
import { paymentsMustStayFew } from '../rules/payments-must-stay-few.js';
import { paymentsMustStayModest } from '../rules/payments-must-stay-modest.js';
import { type PatternLimits, usualLimits } from './pattern-limits.js';
import type { PaymentPattern } from './payment-pattern.js';

/**
 * What is unusual about how an account pays: the first rule that its last hour breaks, undefined if there is none. Its message
 * says why, for whoever reviews the account.
 *
 * @example
 * const pattern = withPayment(this.state.pattern, { atMs: meta.occurredAt.getTime(), amountMinor: event.amountMinor });
 * const anomaly = anomalyIn(pattern);
 * if (anomaly !== undefined) this.send(new FreezeAccount(event.accountId, anomaly.message));
 */
export function anomalyIn(pattern: PaymentPattern, limits: PatternLimits = usualLimits): Rule | undefined {
  const rules = [paymentsMustStayFew, paymentsMustStayModest, paymentsMustResembleThePast];
  return rules.map((rule) => rule(pattern, limits)).find(({ holds }) => !holds);
}
