import type { Rule } from '@daybook/domain';

/** What is not there cannot leave. */
export function stockMustNotGoNegative(onHand: number, leaving: number): Rule {
  return {
    code: 'stock-must-not-go-negative',
    holds: onHand - leaving >= 0,
    message: `There are not as many pieces: ${onHand} are on hand, ${leaving} were to leave. Count them.`,
    data: { onHand, leaving },
  };
}
