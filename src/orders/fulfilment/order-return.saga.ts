import { Saga, SagaInstance, StartsOn } from '@daybook/nestjs';
import { CancelPayment } from '../../payments/contract/payment-commands.js';
import { RecordRefund } from '../contract/order-commands.js';
import { OrderReturned } from '../contract/order-events.js';

/**
 * Gives the money back for what was sent back, and tells the order. Commands are sent one after the other: the order is told
 * nothing before the money is where it belongs. Where a payment cannot be given back, somebody has to look.
 */
@Saga('order-return', { version: 1 })
export class OrderReturn extends SagaInstance {
  @StartsOn(OrderReturned, ({ orderId }) => orderId)
  returned({ orderId, reason = 'the order was returned', payments = [] }: OrderReturned): void {
    for (const { paymentId, amountMinor } of payments) {
      this.send(new CancelPayment(paymentId, reason));
      this.send(new RecordRefund(orderId, paymentId, amountMinor));
    }
    this.complete();
  }
}
