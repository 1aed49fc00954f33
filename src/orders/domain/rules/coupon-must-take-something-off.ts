import type { Rule } from '@daybook/domain';
import type { Discount } from '../coupon.js';

/** A coupon takes off a part of the price, in whole per cent, or an amount; one of the two. */
export function couponMustTakeSomethingOff({ percentOff, amountOffMinor }: Discount): Rule {
  const [part, amount] = [isWhole(percentOff, 100), isWhole(amountOffMinor, Number.MAX_SAFE_INTEGER)];
  return {
    code: 'coupon-must-take-something-off',
    holds: (part && amountOffMinor === undefined) || (amount && percentOff === undefined),
    message:
      `The coupon takes off ${percentOff ?? 'no'} per cent and ${amountOffMinor ?? 'no'} minor units. ` +
      'Give one of them: from 1 to 100 per cent, or an amount from 1 on.',
  };
}

function isWhole(value: number | undefined, atMost: number): boolean {
  return Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= atMost;
}
