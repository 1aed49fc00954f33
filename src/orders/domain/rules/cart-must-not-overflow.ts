import type { Rule } from '@daybook/domain';

/** The most lines of one order: it has to be fulfilled as a whole. */
export const mostLines = 100;

/** A cart holds a hundred different products, of each as many pieces as one likes. */
export function cartMustNotOverflow(lines: number): Rule {
  return {
    code: 'cart-must-not-overflow',
    holds: lines <= mostLines,
    message: `The cart would hold ${lines} different products, and holds at most ${mostLines}. Make it two orders.`,
    data: { lines, mostLines },
  };
}
