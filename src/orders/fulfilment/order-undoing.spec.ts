import 'reflect-metadata';
import { givenSaga } from '@daybook/testing/sagas';
import { expect, test } from '@jest/globals';
import { CancelReservation, PutBackStock } from '../../inventory/contract/inventory-commands.js';
import { CancelPayment } from '../../payments/contract/payment-commands.js';
import { OrderBecameUnavailable, OrderCancelled } from '../contract/order-events.js';
import { OrderUndoing } from './order-undoing.saga.js';

const orderId = 'order-7';
const line = { store: 'lisbon', sku: 'pen', quantity: 2, priceMinor: 1000, freightMinor: 100 };
const undone = {
  lines: [line, { ...line, store: 'porto' }],
  payments: [
    { paymentId: 'p-1', amountMinor: 100 },
    { paymentId: 'p-2', amountMinor: 900 },
  ],
};
const commands = (reason: string) => [
  new CancelPayment('p-1', reason),
  new CancelPayment('p-2', reason),
  new PutBackStock('lisbon', 'pen', orderId),
  new CancelReservation('lisbon', 'pen', orderId),
  new PutBackStock('porto', 'pen', orderId),
  new CancelReservation('porto', 'pen', orderId),
];

test('What was paid goes back payment by payment, and each line is on the shelf and free', () => {
  const scenario = givenSaga(OrderUndoing).when(OrderCancelled.of({ orderId, reason: 'a mistake', ...undone }));
  expect(() => scenario.expectCommands(...commands('a mistake')).expectCompleted()).not.toThrow();
});

test('so it does where the goods cannot be had', () => {
  const scenario = givenSaga(OrderUndoing).when(OrderBecameUnavailable.of({ orderId, ...undone }));
  expect(() => scenario.expectCommands(...commands('the order was called off')).expectCompleted()).not.toThrow();
});

test('Where the account does not take it, somebody has to look', () => {
  const cancelled = OrderCancelled.of({ orderId, reason: 'a mistake', ...undone });
  const stuck = givenSaga(OrderUndoing, cancelled).whenRefused(
    new CancelPayment('p-1', 'a mistake'),
    'account-must-be-open',
  );
  expect(() => stuck.expectStuck()).not.toThrow();
});

test('What says nothing of stock and money is for others to undo', () => {
  const scenario = givenSaga(OrderUndoing).when(OrderCancelled.of({ orderId, reason: 'a mistake' }));
  expect(() => scenario.expectNothing()).not.toThrow();
});
