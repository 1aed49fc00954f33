import type { Rule } from '@daybook/domain';
import type { PatternLimits } from '../pattern/pattern-limits.js';
import { type PaymentPattern, promisedMinor } from '../pattern/payment-pattern.js';

/** Nobody spends a fortune within an hour without being asked whether it was he. */
export function paymentsMustStayModest(pattern: PaymentPattern, { mostMinorPerHour }: PatternLimits): Rule {
  const sumMinor = promisedMinor(pattern);
  return {
    code: 'payments-must-stay-modest',
    holds: sumMinor <= mostMinorPerHour,
    message: `The account has promised ${sumMinor} within an hour, and ${mostMinorPerHour} are usual at most. Ask its owner.`,
    data: { sumMinor, mostMinorPerHour },
  };
}
