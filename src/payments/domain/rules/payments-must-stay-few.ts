import type { Rule } from '@daybook/domain';
import type { PatternLimits } from '../pattern/pattern-limits.js';
import type { PaymentPattern } from '../pattern/payment-pattern.js';

/** People do not pay by the minute; whoever tries out a stolen account does, and is refused as often as not. */
export function paymentsMustStayFew({ recent }: PaymentPattern, { mostPerHour }: PatternLimits): Rule {
  return {
    code: 'payments-must-stay-few',
    holds: recent.length <= mostPerHour,
    message: `The account was asked for ${recent.length} payments within an hour, and ${mostPerHour} are usual at most. Ask its owner.`,
    data: { payments: recent.length, mostPerHour },
  };
}
