import type { Rule } from '@daybook/domain';

/** Every order is paid for: what costs nothing at all has no payment, and would wait for one for ever. */
export function orderMustCostSomething(totalMinor: number): Rule {
  return {
    code: 'order-must-cost-something',
    holds: totalMinor > 0,
    message: `The order comes to ${totalMinor}. Put something into the cart that is left to be paid.`,
    data: { totalMinor },
  };
}
