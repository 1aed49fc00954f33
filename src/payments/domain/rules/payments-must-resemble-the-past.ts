import type { Rule } from '@daybook/domain';
import type { PatternLimits } from '../pattern/pattern-limits.js';
import { type PaymentPattern, promisedMinor, spreadOf } from '../pattern/payment-pattern.js';

/** Who has always spent little spends little: each account is measured by itself, once there is enough to measure by. */
export function paymentsMustResembleThePast(pattern: PaymentPattern, limits: PatternLimits): Rule {
  const { hours, meanMinor } = pattern.past;
  const sumMinor = promisedMinor(pattern);
  const spread = Math.max(spreadOf(pattern.past), meanMinor * limits.leastSpread);
  const mostMinor = Math.round(meanMinor + limits.farthest * spread);
  return {
    code: 'payments-must-resemble-the-past',
    holds: hours < limits.leastHours || sumMinor <= mostMinor,
    message:
      `The account has promised ${sumMinor} within an hour, and in ${hours} hours before ${Math.round(meanMinor)} on average: ` +
      `${mostMinor} would be unusual already. Ask its owner.`,
    data: { sumMinor, mostMinor, hours, meanMinor: Math.round(meanMinor) },
  };
}
