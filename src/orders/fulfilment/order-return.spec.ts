import 'reflect-metadata';
import { givenSaga } from '@daybook/testing/sagas';
import { expect, test } from '@jest/globals';
import { CancelPayment } from '../../payments/contract/payment-commands.js';
import { OrderReturned } from '../contract/order-events.js';
import { OrderReturn } from './order-return.saga.js';

const orderId = 'order-7';
const payments = [
  { paymentId: 'p-1', amountMinor: 100 },
  { paymentId: 'p-2', amountMinor: 900 },
];
const returned = OrderReturned.of({ orderId, reason: 'too small', payments });

test('What was paid goes back payment by payment', () => {
  givenSaga(OrderReturn)
    .when(returned)
    .expectCommands(new CancelPayment('p-1', 'too small'), new CancelPayment('p-2', 'too small'))
    .expectCompleted();
});

test('Where the account does not take it, somebody has to look', () => {
  const stuck = givenSaga(OrderReturn, returned).whenRefused(
    new CancelPayment('p-1', 'too small'),
    'account-must-be-open',
  );
  stuck.expectStuck().whenCarriedOut().expectStuck();
});

test('A return of which nothing is known gives nothing back', () => {
  expect(() => givenSaga(OrderReturn, OrderReturned.of({ orderId })).expectCommands().expectCompleted()).not.toThrow();
});
