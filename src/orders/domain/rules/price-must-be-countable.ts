import type { Rule } from '@daybook/domain';
import type { OrderLine } from '../order-line.js';

/** Prices and freight are whole minor units; something may be free, and nothing costs less than that. */
export function priceMustBeCountable({ priceMinor, freightMinor }: OrderLine): Rule {
  return {
    code: 'price-must-be-countable',
    holds: isAmount(priceMinor) && isAmount(freightMinor),
    message:
      `The price is ${priceMinor}, the freight ${freightMinor}. ` +
      `Give whole numbers of minor units from 0 to ${Number.MAX_SAFE_INTEGER}.`,
  };
}

function isAmount(amountMinor: number): boolean {
  return Number.isSafeInteger(amountMinor) && amountMinor >= 0;
}
