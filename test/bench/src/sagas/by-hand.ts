import type { DomainEvent } from '@daybook/domain';
import { MessageContext } from '@daybook/nestjs';
import { nextOrder, submitOrder } from './submit-order.js';
import type { FulfillingApplication } from './fulfilling-application.js';
import {
  AskForShipment,
  AuthorisePayment,
  CapturePayment,
  Deliver,
  PickStock,
  ReserveStock,
} from './fulfilment-commands.js';
import {
  PaymentAuthorised,
  PaymentCaptured,
  ShipmentAskedFor,
  ShipmentDelivered,
  StockPicked,
  StockReserved,
} from './fulfilment-events.js';

/** The floor: the seven appends of an order, one after the other, and nothing else. */
export async function appendAll({ store }: FulfillingApplication, orderId: string): Promise<void> {
  const { sku, quantity, totalMinor: amountMinor } = nextOrder();
  await submitOrder(store, orderId);
  const append = (stream: string, expected: 'noStream' | 1, event: DomainEvent): Promise<unknown> =>
    store.append(`${stream}-${orderId}`, [event], { expected });
  await append('reservation', 'noStream', StockReserved.of({ sku, quantity }));
  await append('payment', 'noStream', PaymentAuthorised.of({ amountMinor }));
  await append('payment', 1, PaymentCaptured.of({ amountMinor }));
  await append('reservation', 1, StockPicked.of({}));
  await append('shipment', 'noStream', ShipmentAskedFor.of({}));
  await append('shipment', 1, ShipmentDelivered.of({}));
}

/** The same commands as the saga's, each with a key of its own, sent by a loop that forgets everything when it ends. */
export async function commandAll({ store, bus }: FulfillingApplication, orderId: string): Promise<void> {
  const { sku, quantity, totalMinor } = nextOrder();
  await submitOrder(store, orderId);
  const commands = [
    new ReserveStock(orderId, sku, quantity),
    new AuthorisePayment(orderId, totalMinor),
    new CapturePayment(orderId),
    new PickStock(orderId),
    new AskForShipment(orderId),
    new Deliver(orderId),
  ];
  for (const [number, command] of commands.entries()) {
    await MessageContext.run({ idempotencyKey: `${orderId}/${number}` }, () => bus.execute(command));
  }
}
