import { Saga, SagaInstance, StartsOn } from '@daybook/nestjs';
import { CancelPayment } from '../../payments/contract/payment-commands.js';
import { OrderReturned } from '../contract/order-events.js';

/**
 * Gives the money back for what was sent back. Where a payment cannot be given back, somebody has to look.
 */
@Saga('order-return', { version: 1 })
export class OrderReturn extends SagaInstance {
  @StartsOn(OrderReturned, ({ orderId }) => orderId)
  returned({ reason = 'the order was returned', payments = [] }: OrderReturned): void {
    for (const { paymentId } of payments) this.send(new CancelPayment(paymentId, reason));
    this.complete();
  }
}
