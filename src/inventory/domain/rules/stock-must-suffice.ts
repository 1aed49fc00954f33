import type { Rule } from '@daybook/domain';

/** An order is promised only what is there and promised to no other. */
export function stockMustSuffice(quantity: number, available: number): Rule {
  return {
    code: 'stock-must-suffice',
    holds: quantity <= available,
    message: `The stock does not suffice: ${quantity} were to be reserved, ${available} are available. Reserve fewer, or receive some first.`,
    data: { quantity, available },
  };
}
