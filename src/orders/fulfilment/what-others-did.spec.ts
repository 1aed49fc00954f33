import 'reflect-metadata';
import { describe, test } from '@jest/globals';
import { StockReserved } from '../../inventory/contract/inventory-events.js';
import { PaymentAuthorised, PaymentCaptured, PaymentRefused } from '../../payments/contract/payment-events.js';
import { CancelOrder, MarkUnavailable } from '../contract/order-commands.js';
import { OrderBecameUnavailable } from '../contract/order-events.js';
import {
  orderId,
  terms,
  reserve,
  inStore,
  reserved,
  free,
  authorise,
  capture,
  record,
  giveBack,
  orOthers,
  refusal,
  cancelled,
  ofItsPayment,
  begun,
  second,
  asked,
  notAsked,
} from './example/fulfilment-scenarios.js';

describe('A payment of other terms under the order’s id', () => {
  const otherwise = new CancelOrder(orderId, 'a payment of other terms was made under its id');
  const cases = [
    ['amount', { amountMinor: 1 }],
    ['account', { accountId: 'bob' }],
    ['currency', { currency: 'BRL' }],
  ] as const;

  test.each(cases)('(another %s) is not taken for the one that was asked for, and is undone', (_what, other) => {
    for (const begin of [begun, second, asked]) {
      begin()
        .whenCarriedOut()
        .when(PaymentAuthorised.of({ ...terms, ...other }), ofItsPayment)
        .expectCommands(otherwise)
        .expectDeclared(giveBack)
        .expectNoDeadline();
    }
  });

  test.each(cases)('(another %s) that was there before the order is undone with it', (_what, other) => {
    asked()
      .whenRefused(authorise, 'payment-must-be-open-to-authorise', { ...terms, ...other, status: 'authorised' })
      .expectCommands(otherwise)
      .expectDeclared(giveBack);
    begun()
      .when(PaymentCaptured.of({ ...terms, ...other }), ofItsPayment)
      .expectCommands(otherwise)
      .expectDeclared(giveBack);
  });

  test('is another order’s, if it says so: it is left alone', () => {
    const data = { ...terms, orderId: 'another', status: 'authorised' };
    asked()
      .whenRefused(authorise, 'payment-must-be-open-to-authorise', data)
      .expectCommands(new CancelOrder(orderId, 'Refused by payment-must-be-open-to-authorise.'))
      .expectDeclared();
  });

  test('and was refused, is no refusal of the order’s', () => {
    const refused = PaymentRefused.of({ ...refusal('authorisation'), amountMinor: 1 });
    for (const begin of [begun, asked]) begin().whenCarriedOut().when(refused, ofItsPayment).expectNothing();
    begun().when(refusal('authorisation'), ofItsPayment).expectNothing();
  });
});

describe('The payment that the order needs, made by others', () => {
  const early = () => begun().when(PaymentAuthorised.of(terms), ofItsPayment);
  const allReserved = (scenario: ReturnType<typeof begun>) =>
    scenario.whenCarriedOut().when(reserved('lisbon', 2)).whenCarriedOut().when(reserved('porto', 1));

  test('waits until all lines are put aside, and is taken then', () => {
    early().expectCommands().expectDeclared(giveBack).expectDeadline('stock', '30m');
    allReserved(early()).expectCommands(capture).expectDeadline('capture', '30m').expectNoDeadline('stock');
  });

  test('is told to the order then, if it was taken already', () => {
    const taken = early().when(PaymentCaptured.of(terms), ofItsPayment).expectCommands().expectDeclared();
    allReserved(taken).expectCommands(record).expectDeadline('capture', '30m');
  });

  test.each([
    ['authorised', capture],
    ['captured', record],
  ] as const)('before the order was submitted, is taken over where it stands: %s', (status, next) => {
    const found = () => asked().whenRefused(authorise, 'payment-must-be-open-to-authorise', { ...terms, status });
    found()
      .expectCommands(next)
      .expectDeclared(giveBack)
      .expectDeadline('capture', '30m')
      .expectNoDeadline('authorisation');
    // The same, heard from the log as well.
    found().when(PaymentAuthorised.of(terms), ofItsPayment).expectCommands().expectDeclared();
  });

  test('is gone on with once, whichever of the two is heard first', () => {
    asked()
      .when(PaymentAuthorised.of(terms), ofItsPayment)
      .expectCommands(capture)
      .whenRefused(authorise, 'payment-must-be-open-to-authorise', { ...terms, status: 'authorised' })
      .expectCommands()
      .expectDeclared();
  });
});

describe('What others have put aside for a line', () => {
  const found = (data: object) => begun().whenRefused(reserve('lisbon', 2), 'order-must-not-reserve-twice', data);

  test('is taken over, if it is what the line needs, and undone with the rest', () => {
    found({ orderId, reserved: 2, expiresAt: null })
      .expectCommands(reserve('porto', 1))
      .expectDeclared(free('lisbon'))
      .when(cancelled)
      .expectCompensations(...notAsked);
  });

  test.each([
    ['another quantity', { orderId, reserved: 1, expiresAt: null }],
    ['an end', { orderId, reserved: 2, expiresAt: '2026-01-02T00:00:00.000Z' }],
  ])('and has %s, is undone with the rest, and the reason says so', (_what, data) => {
    const reason = 'pen of lisbon: Refused by order-must-not-reserve-twice.';
    found(data)
      .expectCommands(new MarkUnavailable(orderId, reason))
      .when(OrderBecameUnavailable.of({ orderId, reason }))
      .expectCompensations(orOthers(reason), free('porto'), free('lisbon'));
  });

  test('just before, is taken over when it is heard of, and the refusal changes nothing', () => {
    begun()
      .when(reserved('lisbon', 2))
      .whenRefused(reserve('lisbon', 2), 'order-must-not-reserve-twice', { orderId, reserved: 2, expiresAt: null })
      .expectCommands()
      .expectDeclared()
      .expectDeadline('stock', '30m');
  });

  test('for a while, just before, is not taken for what was asked for', () => {
    const expiresAt = new Date('2026-01-02');
    begun()
      .when(StockReserved.of({ ...inStore('lisbon', 2), expiresAt }))
      .expectCommands()
      .expectDeclared(free('lisbon'));
  });
});
