import type { Rule } from '@daybook/domain';

/** Pieces are counted exactly. */
export function stockMustStayCountable(onHand: number, received: number): Rule {
  return {
    code: 'stock-must-stay-countable',
    holds: Number.isSafeInteger(onHand + received),
    message: `The stock would be more than can be counted: ${onHand} are on hand, ${received} were to come in. Receive fewer.`,
    data: { onHand, received },
  };
}
