import { createAggregate, type DomainEvent, newEventId, replay } from '@daybook/domain';
import { given } from '@daybook/testing';
import { describe, expect, test } from '@jest/globals';
import {
  added,
  begun,
  cancelled,
  captured,
  delivered,
  deliveryOverdue,
  invoiced,
  pasts,
  pens,
  refunded,
  returned,
  shipmentRequested,
  shipped,
  submitted,
  unavailable,
} from './example/sample-orders.js';
import { OrderBecameUnavailable } from './events/order-became-unavailable.js';
import { OrderCancelled } from './events/order-cancelled.js';
import { OrderDeliveryOverdue } from './events/order-delivery-overdue.js';
import { OrderHandedToCarrier } from './events/order-handed-to-carrier.js';
import { OrderInvoiced } from './events/order-invoiced.js';
import { OrderReturned } from './events/order-returned.js';
import { OrderSubmitted } from './events/order-submitted.js';
import { Order } from './order.js';
import type { FulfilmentCommand } from './order-command.js';
import type { OrderStatus } from './order-status.js';

type Status = keyof typeof pasts;
const statuses = Object.keys(pasts) as Status[];
const asked = (command: FulfilmentCommand) => (order: Order) => order.decide(command);
const pay = (paymentId: string, amountMinor = 2200) => asked({ type: 'record-payment', paymentId, amountMinor });
const refund = (amountMinor: number, paymentId = 'p-1') =>
  asked({ type: 'record-refund', paymentId, refundedMinor: amountMinor });

/** What may happen to an order where it stands, what happens then, and which rule forbids it elsewhere. */
const life = [
  [{ type: 'record-payment', paymentId: 'p-2', amountMinor: 1 }, captured(1, 'p-2'), ['submitted', 'paid']],
  [{ type: 'invoice', invoiceNumber: 'i-1' }, invoiced, ['paid']],
  [{ type: 'request-shipment' }, shipmentRequested, ['paid', 'invoiced']],
  [{ type: 'hand-to-carrier' }, shipped, ['paid', 'invoiced']],
  [{ type: 'record-overdue' }, deliveryOverdue, ['shipped']],
  [{ type: 'mark-delivered' }, delivered, ['shipped']],
  [{ type: 'cancel' }, cancelled, ['cart', 'abandoned', 'submitted', 'paid', 'invoiced']],
  [{ type: 'mark-unavailable' }, unavailable, ['submitted', 'paid', 'invoiced']],
  [{ type: 'return' }, returned, ['delivered']],
  [
    { type: 'record-refund', paymentId: 'p-1', refundedMinor: 1 },
    refunded(1),
    ['paid', 'invoiced', 'shipped', 'delivered', 'cancelled', 'unavailable', 'returned'],
  ],
] as const satisfies readonly (readonly [FulfilmentCommand, object, readonly Status[]])[];

const law: Readonly<Record<FulfilmentCommand['type'], string>> = {
  'record-payment': 'order-must-await-payment',
  invoice: 'order-must-await-its-invoice',
  'request-shipment': 'order-must-be-paid',
  'hand-to-carrier': 'order-must-be-paid',
  'record-overdue': 'order-must-be-on-its-way',
  'mark-delivered': 'order-must-be-on-its-way',
  cancel: 'order-must-not-have-left',
  'mark-unavailable': 'order-must-await-its-goods',
  return: 'order-must-be-delivered',
  'record-refund': 'payment-must-be-known',
};

describe.each(life)('%j', (command, event, allowed) => {
  test.each(statuses)('of an order that is %s', (status) => {
    const { then, refuses } = given(Order, ...pasts[status]).when(asked(command));
    if ((allowed as readonly Status[]).includes(status)) then(event);
    else refuses(law[command.type]);
  });
});

test('each of the pasts above is one of an order that stands as it says', () => {
  for (const status of statuses) expect(statusAfter(...pasts[status])).toBe(status);
});

describe('A payment', () => {
  test('may be one of several, and be less or more than the order comes to', () => {
    given(Order, ...pasts.submitted)
      .when(pay('p-1', 1))
      .then(captured(1));
    given(Order, ...pasts.submitted, captured(1))
      .when(pay('p-2', 5000))
      .then(captured(5000, 'p-2'));
  });

  test('is recorded once, whatever has become of the order', () => {
    given(Order, ...pasts.paid)
      .when(pay('p-1'))
      .refuses('payment-must-not-be-recorded-twice');
    given(Order, ...pasts.delivered)
      .when(pay('p-1'))
      .refuses('payment-must-not-be-recorded-twice');
  });

  test.each([0, -1, 0.5, NaN])('is not of %p', (amountMinor) =>
    given(Order, ...pasts.submitted)
      .when(pay('p-1', amountMinor))
      .refuses('amount-must-be-positive'),
  );

  test('together with the others can be counted', () => {
    given(Order, ...pasts.submitted, captured(1))
      .when(pay('p-2', Number.MAX_SAFE_INTEGER))
      .refuses('total-must-stay-countable');
  });
});

test('A carrier is asked once, and may come without being asked', () => {
  const ask = asked({ type: 'request-shipment' });
  given(Order, ...pasts.paid, shipmentRequested)
    .when(ask)
    .refuses('shipment-must-not-be-requested-twice');
  given(Order, ...pasts.paid, shipmentRequested)
    .when(asked({ type: 'hand-to-carrier' }))
    .then(shipped);
  expect(statusAfter(...pasts.paid, shipmentRequested)).toBe('paid');
});

test('A delivery is overdue once, says when it was promised, and may come late', () => {
  const tell = asked({ type: 'record-overdue' });
  given(Order, ...pasts.shipped, deliveryOverdue)
    .when(tell)
    .refuses('delivery-must-not-be-overdue-twice');
  given(Order, begun, OrderSubmitted.of({ ...submitted, promisedOn: '2026-02-20' }), captured(), shipped)
    .when(tell)
    .then(OrderDeliveryOverdue.of({ orderId: 'given', promisedOn: '2026-02-20' }));
  given(Order, ...pasts.shipped, deliveryOverdue)
    .when(asked({ type: 'mark-delivered' }))
    .then(delivered);
  expect(statusAfter(...pasts.shipped, deliveryOverdue)).toBe('shipped');
});

test('A return says what was taken, payment by payment', () => {
  const payments = [
    { paymentId: 'p-1', amountMinor: 100 },
    { paymentId: 'p-2', amountMinor: 900 },
  ];
  given(Order, ...pasts.submitted, captured(100), captured(900, 'p-2'), shipped, delivered)
    .when(asked({ type: 'return', reason: 'too small' }))
    .then(OrderReturned.of({ orderId: 'given', reason: 'too small', payments }));
});

describe('A refund', () => {
  test('is told as all that has gone back by then, and gives back no more than was taken', () => {
    given(Order, ...pasts.cancelled)
      .when(refund(2200))
      .then(refunded(2200));
    given(Order, ...pasts.cancelled)
      .when(refund(2201))
      .refuses('refund-must-not-exceed-payment');
    given(Order, ...pasts.returned, refunded(2000))
      .when(refund(2200))
      .then(refunded(200));
    given(Order, ...pasts.returned, refunded(2000))
      .when(refund(2201))
      .refuses('refund-must-not-exceed-payment');
  });

  test('is counted once, however often it is told, and however late', () => {
    for (const told of [1, 1999, 2000])
      given(Order, ...pasts.delivered, refunded(2000))
        .when(refund(told))
        .then();
  });

  test('is of a payment of this order', () => {
    given(Order, ...pasts.cancelled)
      .when(refund(1, 'p-2'))
      .refuses('payment-must-be-known');
    given(Order, begun, cancelled).when(refund(1)).refuses('payment-must-be-known');
  });

  test('of one payment is not paid by another one', () => {
    const past = [...pasts.submitted, captured(100), captured(900, 'p-2'), unavailable] as const;
    given(Order, ...past)
      .when(refund(101))
      .refuses('refund-must-not-exceed-payment');
    given(Order, ...past)
      .when(refund(101, 'p-2'))
      .then(refunded(101, 'p-2'));
  });

  test.each([0, -1, 0.5, NaN])('is not of %p', (amountMinor) =>
    given(Order, ...pasts.returned)
      .when(refund(amountMinor))
      .refuses('amount-must-be-positive'),
  );

  test('leaves the order where it stands', () => {
    expect(statusAfter(...pasts.delivered, refunded(2200))).toBe('delivered');
    expect(statusAfter(...pasts.cancelled, refunded(2200))).toBe('cancelled');
    expect(statusAfter(...pasts.returned, refunded(2200))).toBe('returned');
  });
});

describe('Calling off an order that is fulfilled elsewhere', () => {
  const elsewhere = OrderSubmitted.of({ ...submitted, fulfilment: 'elsewhere' });
  const past = [begun, added(), elsewhere, captured(100), captured(900, 'p-2'), refunded(40)] as const;
  const lines = [pens];
  const payments = [
    { paymentId: 'p-1', amountMinor: 60 },
    { paymentId: 'p-2', amountMinor: 900 },
  ];

  test('says what is left to be undone', () => {
    given(Order, ...past)
      .when(asked({ type: 'cancel' }))
      .then(OrderCancelled.of({ orderId: 'given', lines, payments }));
    given(Order, ...past)
      .when(asked({ type: 'mark-unavailable', by: 'here' }))
      .then(OrderBecameUnavailable.of({ orderId: 'given', lines, payments }));
  });

  test('by whoever fulfils it leaves that to him', () => {
    given(Order, ...past)
      .when(asked({ type: 'cancel', by: 'elsewhere' }))
      .then(OrderCancelled.of({ orderId: 'given' }));
    given(Order, ...past)
      .when(asked({ type: 'mark-unavailable', by: 'elsewhere' }))
      .then(OrderBecameUnavailable.of({ orderId: 'given' }));
  });
});

test('What somebody says goes with the event', () => {
  const orderId = 'given';
  given(Order, ...pasts.paid)
    .when(asked({ type: 'invoice' }))
    .then(OrderInvoiced.of({ orderId }));
  given(Order, ...pasts.invoiced)
    .when(asked({ type: 'hand-to-carrier', carrier: 'correios', trackingNumber: 'BR1' }))
    .then(OrderHandedToCarrier.of({ orderId, carrier: 'correios', trackingNumber: 'BR1' }));
  given(Order, ...pasts.paid)
    .when(asked({ type: 'cancel', reason: 'a mistake' }))
    .then(OrderCancelled.of({ orderId, reason: 'a mistake' }));
});

function statusAfter(...past: readonly DomainEvent[]): OrderStatus {
  const order = createAggregate(Order, 'given');
  past.forEach((event, index) => {
    replay(order, event, { eventId: newEventId(), aggregateId: 'given', version: index + 1, occurredAt: new Date(0) });
  });
  return order.state.status;
}
