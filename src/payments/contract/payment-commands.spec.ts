import { jsonDataOf } from '@daybook/event-store';
import { commandTypeOf } from '@daybook/nestjs';
import { expect, test } from '@jest/globals';
import { FreezeAccount } from '../../accounts/contract/account-commands.js';
import {
  AuthorisePayment,
  CancelPayment,
  CancelPaymentOfOrder,
  CapturePayment,
  RefundPayment,
  VoidPayment,
} from './payment-commands.js';

const terms = { orderId: 'o-1', accountId: 'alice', amountMinor: 100, currency: 'EUR' };

// Keys are kept by these names, and sagas keep commands by them: they are for ever.
test.each([
  ['authorise-payment', new AuthorisePayment('p-1', terms)],
  ['capture-payment', new CapturePayment('p-1', { occurredAt: '2026-02-01T12:00:00.000Z' })],
  ['void-payment', new VoidPayment('p-1')],
  ['refund-payment', new RefundPayment('p-1', 40, 'broken')],
  ['refund-payment', new RefundPayment('p-1')],
  ['cancel-payment', new CancelPayment('p-1', 'out of stock')],
  ['cancel-payment-of-order', new CancelPaymentOfOrder('o-1', 'out of stock')],
  ['FreezeAccount', new FreezeAccount('alice', 'review')],
])('%s has a name that stays, and comes back from JSON as it was', (name, command) => {
  expect(commandTypeOf(command)).toBe(name);
  expect(jsonDataOf(command)).toMatchObject({ data: JSON.parse(JSON.stringify(command)) as object });
  expect(JSON.parse(JSON.stringify(command))).toEqual({ ...command });
});
