import type { Rule } from '@daybook/domain';
import type { OrderLine } from '../order-line.js';

/** All pieces of a line cost the same. What has another price by now is taken out of the cart and put in anew. */
export function itemMustKeepItsPrice({ priceMinor, freightMinor }: OrderLine, line: OrderLine | undefined): Rule {
  const [price, freight] = [line?.priceMinor ?? priceMinor, line?.freightMinor ?? freightMinor];
  return {
    code: 'item-must-keep-its-price',
    holds: price === priceMinor && freight === freightMinor,
    message:
      `The product is in the cart at ${price} and ${freight} for freight, and was to be added at ${priceMinor} and ` +
      `${freightMinor}. Take it out of the cart first.`,
    data: { inCart: { priceMinor: price, freightMinor: freight }, added: { priceMinor, freightMinor } },
  };
}
