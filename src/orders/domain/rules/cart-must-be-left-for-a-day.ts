import type { Rule } from '@daybook/domain';

/** How long nobody touches a cart that counts as abandoned, in milliseconds: a day. */
export const leftAfterMs = 24 * 60 * 60 * 1000;

/** A cart counts as abandoned when nobody has done anything to it for a day. */
export function cartMustBeLeftForADay(touchedAt: Date, now: Date): Rule {
  return {
    code: 'cart-must-be-left-for-a-day',
    holds: now.getTime() - touchedAt.getTime() >= leftAfterMs,
    message:
      `The cart was touched at ${touchedAt.toISOString()}, which is less than a day before ${now.toISOString()}. ` +
      'Ask again a day after that.',
    data: { touchedAt: touchedAt.toISOString(), now: now.toISOString() },
  };
}
