import { Saga, SagaInstance, StartsOn } from '@daybook/nestjs';
import { CancelReservation, PutBackStock } from '../../inventory/contract/inventory-commands.js';
import { CancelPayment } from '../../payments/contract/payment-commands.js';
import { OrderBecameUnavailable, OrderCancelled } from '../contract/order-events.js';

type CalledOff = OrderCancelled | OrderBecameUnavailable;

const leftToUndo = ({ orderId, lines }: CalledOff): string | undefined => (lines === undefined ? undefined : orderId);

/**
 * Undoes what was done for an order that is fulfilled elsewhere and was called off here: whoever fulfils it does not hear of
 * that. Its money goes back, its stock is on the shelf and free. Where that cannot be, somebody has to look.
 */
@Saga('order-undoing', { version: 1 })
export class OrderUndoing extends SagaInstance {
  @StartsOn(OrderCancelled, OrderBecameUnavailable, leftToUndo)
  calledOff({ orderId, reason = 'the order was called off', payments = [], lines = [] }: CalledOff): void {
    for (const { paymentId } of payments) this.send(new CancelPayment(paymentId, reason));
    for (const { store, sku } of lines) {
      this.send(new PutBackStock(store, sku, orderId));
      this.send(new CancelReservation(store, sku, orderId));
    }
    this.complete();
  }
}
