import 'reflect-metadata';
import { givenSaga } from '@daybook/testing/sagas';
import {
  CancelReservation,
  PutBackStock,
  ReserveStock,
  SettleReservation,
} from '../../../inventory/contract/inventory-commands.js';
import { StockReserved } from '../../../inventory/contract/inventory-events.js';
import {
  AuthorisePayment,
  CancelPayment,
  CancelPaymentOfOrder,
  CapturePayment,
} from '../../../payments/contract/payment-commands.js';
import { PaymentAuthorised, PaymentCaptured, PaymentRefused } from '../../../payments/contract/payment-events.js';
import { RecordDeliveryOverdue, RecordPaymentCaptured } from '../../contract/order-commands.js';
import {
  OrderCancelled,
  OrderHandedToCarrier,
  OrderPaymentCaptured,
  OrderSubmitted,
} from '../../contract/order-events.js';
import { OrderFulfilment } from '../order-fulfilment.saga.js';

export const orderId = 'order-7';
export const lines = [
  { store: 'lisbon', sku: 'pen', quantity: 2, priceMinor: 1000, freightMinor: 100 },
  // The same number in another store is another product.
  { store: 'porto', sku: 'pen', quantity: 1, priceMinor: 5000, freightMinor: 0 },
];
export const terms = { orderId, accountId: 'alice', amountMinor: 6500, currency: 'EUR' };
export const submitted = OrderSubmitted.of({
  ...{ orderId, customerId: 'c-1', accountId: 'alice', currency: 'EUR', lines },
  ...{ goodsMinor: 7000, freightMinor: 200, discountMinor: 700, totalMinor: 6500 },
});
export const reserve = (store: string, quantity: number) => new ReserveStock(store, 'pen', orderId, quantity);
export const inStore = (store: string, quantity: number) => ({ store, sku: 'pen', orderId, quantity });
export type Reservation = ReturnType<typeof inStore>;
export const reserved = (store: string, quantity: number) => StockReserved.of(inStore(store, quantity));
export const free = (store: string) => new CancelReservation(store, 'pen', orderId);
export const settle = (store: string) => new SettleReservation(store, 'pen', orderId);
export const putBack = (store: string) => new PutBackStock(store, 'pen', orderId);
export const authorise = new AuthorisePayment(orderId, terms);
export const capture = new CapturePayment(orderId);
export const record = new RecordPaymentCaptured(orderId, orderId, 6500);
export const giveBack = new CancelPayment(orderId, 'the order was called off');
/** Of what this has not asked for, others may have. */
export const orOthers = (reason = 'a mistake') => new CancelPaymentOfOrder(orderId, reason);
export const tellOverdue = new RecordDeliveryOverdue(orderId);
export const refusal = (step: 'authorisation' | 'capture') =>
  PaymentRefused.of({ ...terms, step, code: 'insufficient-funds', reason: 'The funds do not suffice.' });
export const cancelled = OrderCancelled.of({ orderId, reason: 'a mistake' });
export const ofItsPayment = { streamId: `payment-${orderId}` };

/** Each wait: what was asked for, until when, and what of it would be undone. Each begins where the last one has ended. */
export const begun = () => givenSaga(OrderFulfilment).when(submitted);
export const second = () => begun().whenCarriedOut().when(reserved('lisbon', 2));
export const asked = () => second().whenCarriedOut().when(reserved('porto', 1));
export const authorised = () => asked().whenCarriedOut().when(PaymentAuthorised.of(terms), ofItsPayment);
export const captured = () => authorised().whenCarriedOut().when(PaymentCaptured.of(terms), ofItsPayment);
export const paid = () =>
  captured()
    .whenCarriedOut()
    .when(OrderPaymentCaptured.of({ orderId, paymentId: orderId, amountMinor: 6500 }));
export const left = () => paid().whenCarriedOut().when(OrderHandedToCarrier.of({ orderId }));

/** What is undone of an order whose payment was not asked for. */
export const notAsked = [orOthers(), free('porto'), free('lisbon')];
