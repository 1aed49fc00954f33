import { isDaybookError } from '@daybook/domain';
import type { QueryBus } from '@nestjs/cqrs';
import { ViewPayment } from '../../payments/contract/payment-queries.js';
import type { PaymentView } from '../../payments/contract/payment-view.js';

/** What a payment is after a step that no order tells of. */
export interface PaymentStep extends Pick<PaymentView, 'paymentId' | 'orderId' | 'accountId' | 'amountMinor'> {
  /** Where it stands after this step, or after one that follows it. */
  readonly statuses: readonly string[];
}

/** Whether a payment has come as far as a step takes it. One of another order, account or amount has not. */
export async function isMade({ statuses, ...step }: PaymentStep, queries: QueryBus): Promise<boolean> {
  try {
    const found = await queries.execute(new ViewPayment(step.paymentId));
    const { orderId, accountId, amountMinor } = found;
    const isSame = orderId === step.orderId && accountId === step.accountId && amountMinor === step.amountMinor;
    return isSame && statuses.includes(found.status);
  } catch (error) {
    if (!isDaybookError(error) || error.code !== 'aggregate-not-found') throw error;
    return false;
  }
}
