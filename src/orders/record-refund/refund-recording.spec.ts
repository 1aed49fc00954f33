import 'reflect-metadata';
import { givenSaga } from '@daybook/testing/sagas';
import { expect, test } from '@jest/globals';
import { PaymentRefunded } from '../../payments/contract/payment-events.js';
import { RecordRefund } from '../contract/order-commands.js';
import { OrderPaymentCaptured } from '../contract/order-events.js';
import { RefundRecording } from './refund-recording.saga.js';

const orderId = 'order-7';
const paymentId = 'p-1';
const refunded = (amountMinor: number) =>
  PaymentRefunded.of({ orderId, accountId: 'alice', currency: 'EUR', amountMinor });
const ofThePayment = { streamId: `payment-${paymentId}` };
const tell = (amountMinor: number) => new RecordRefund(orderId, paymentId, amountMinor);
const known = OrderPaymentCaptured.of({ orderId, paymentId, amountMinor: 5500 });
const begun = () => givenSaga(RefundRecording).when(refunded(500), ofThePayment);

test('An order is told all that has gone back of a payment, each time that something does', () => {
  begun()
    .expectCommands(tell(500))
    .whenCarriedOut()
    .when(refunded(40), ofThePayment)
    .expectCommands(tell(540))
    .expectRunning();
});

test('An order that does not know of the payment yet is told again when it does', () => {
  begun()
    .whenRefused(tell(500), 'payment-must-be-known')
    .expectCommands()
    .expectRunning()
    .when(refunded(40), ofThePayment)
    .whenRefused(tell(540), 'payment-must-be-known')
    .when(known)
    .expectCommands(tell(540));
});

test('also if it knows by the time that it says no', () => {
  begun().when(known).expectCommands(tell(500)).whenRefused(tell(500), 'payment-must-be-known').expectRunning();
});

test('Where there is no such order, nobody is told', () => {
  begun().whenRefused(tell(500), 'aggregate-not-found').expectRunning().expectCommands();
});

test('What another order says of the payment is passed over, and so is a payment of which nothing has gone back', () => {
  begun()
    .whenCarriedOut()
    .when(OrderPaymentCaptured.of({ ...known, orderId: 'another' }))
    .expectCommands();
  givenSaga(RefundRecording).when(known).expectNothing();
});

test('An order that refuses it otherwise is for somebody to look at', () => {
  expect(() => begun().whenRefused(tell(500), 'refund-must-not-exceed-payment')).toThrow(
    /order-7 was told what has gone back of payment p-1, and refuses it/,
  );
});
