import 'reflect-metadata';
import type { Duration } from '@daybook/nestjs/sagas';
import { givenSaga } from '@daybook/testing/sagas';
import { describe, expect, test } from '@jest/globals';
import { CancelReservation } from '../../inventory/contract/inventory-commands.js';
import {
  ReservationExpired,
  ReservationLost,
  StockPicked,
  StockReleased,
  StockReserved,
} from '../../inventory/contract/inventory-events.js';
import { PaymentAuthorised, PaymentCaptured, PaymentRefunded } from '../../payments/contract/payment-events.js';
import { CancelOrder, MarkUnavailable, RequestShipment } from '../contract/order-commands.js';
import {
  OrderBecameUnavailable,
  OrderDelivered,
  OrderHandedToCarrier,
  OrderPaymentCaptured,
  OrderSubmitted,
} from '../contract/order-events.js';
import { OrderFulfilment } from './order-fulfilment.saga.js';
import {
  orderId,
  lines,
  terms,
  submitted,
  reserve,
  inStore,
  type Reservation,
  reserved,
  free,
  settle,
  putBack,
  authorise,
  capture,
  record,
  giveBack,
  orOthers,
  tellOverdue,
  refusal,
  cancelled,
  ofItsPayment,
  begun,
  second,
  asked,
  authorised,
  captured,
  paid,
  left,
  notAsked,
} from './example/fulfilment-scenarios.js';

interface Wait {
  readonly where: string;
  readonly begin: typeof begun;
  readonly sends: object;
  readonly deadline: string;
  readonly due: Duration;
  readonly undone: readonly object[];
}
const all = [giveBack, free('porto'), free('lisbon')];
const wait = (where: string, begin: typeof begun, sends: object, until: [string, Duration], undone: object[]): Wait => {
  return { where, begin, sends, deadline: until[0], due: until[1], undone };
};
const waits = [
  wait('for the first line', begun, reserve('lisbon', 2), ['stock', '30m'], notAsked),
  wait('for the other line', second, reserve('porto', 1), ['stock', '30m'], notAsked),
  wait('for the account', asked, authorise, ['authorisation', '30m'], notAsked),
  wait('for the money', authorised, capture, ['capture', '30m'], all),
  wait('for the order to know', captured, record, ['capture', '30m'], all),
  wait('for the carrier', paid, new RequestShipment(orderId), ['hand-over', '7d'], all),
];

/** What the saga asks of the order when it does not go on. */
const callsOff: Readonly<Record<string, object>> = {
  stock: new MarkUnavailable(orderId, 'the goods were not put aside in time'),
  authorisation: new CancelOrder(orderId, 'the account has not answered in time'),
  capture: new CancelOrder(orderId, 'the money was not taken in time'),
  'hand-over': new CancelOrder(orderId, 'nobody has fetched the goods in time'),
};

describe.each(waits)('While the fulfilment waits $where,', ({ begin, sends, deadline, due, undone }) => {
  test('one command is under way, and one deadline set', () => {
    begin().expectCommands(sends).expectDeadline(deadline, due);
  });

  test('a cancellation undoes what was done, last things first', () => {
    begin()
      .whenCarriedOut()
      .when(cancelled)
      .expectNoDeadline()
      .expectCompensations(...undone)
      .whenCarriedOut()
      .expectCompensated();
  });

  test('so does that the goods cannot be had', () => {
    begin()
      .whenCarriedOut()
      .when(OrderBecameUnavailable.of({ orderId, reason: 'a mistake' }))
      .expectCompensations(...undone);
  });

  test('what was not sent by then is never sent', () => {
    begin()
      .when(cancelled)
      .expectCommands()
      .expectCompensations(...undone);
  });

  test('the order is called off when it takes too long, and everything is undone when it was', () => {
    begin()
      .whenCarriedOut()
      .whenDeadline(deadline)
      .expectCommands(callsOff[deadline] ?? {})
      .expectCompensations()
      .expectNoDeadline()
      .when(cancelled)
      .expectCompensations(...undone);
  });

  test('the order is called off once, and knows best whether it can be', () => {
    begin()
      .whenCarriedOut()
      .whenDeadline(deadline)
      .when(ReservationLost.of(inStore('lisbon', 2)))
      .expectCommands()
      .whenRefused(callsOff[deadline] ?? {}, 'order-must-not-have-left')
      .expectRunning()
      .expectCompensations();
  });

  test.each([
    ['lost', (line: Reservation) => ReservationLost.of(line)],
    ['expired', (line: Reservation) => ReservationExpired.of(line)],
    ['released', (line: Reservation) => StockReleased.of(line)],
  ])('a line that is %s makes the order unavailable', (_how, gone) => {
    begin()
      .whenCarriedOut()
      .when(gone(inStore('porto', 1)))
      .expectCommands(new MarkUnavailable(orderId, 'pen of porto is not put aside any more'))
      .expectNoDeadline();
    begin()
      .when(gone({ ...inStore('porto', 1), sku: 'book' }))
      .expectNothing();
  });
});

describe('A refusal', () => {
  test.each([
    ['the first line', begun, reserve('lisbon', 2), 'lisbon'],
    ['the other line', second, reserve('porto', 1), 'porto'],
  ] as const)('of %s makes the order unavailable', (_which, begin, command, store) => {
    begin()
      .whenRefused(command, 'stock-must-suffice')
      .expectCommands(new MarkUnavailable(orderId, `pen of ${store}: Refused by stock-must-suffice.`))
      .expectNoDeadline()
      .when(OrderBecameUnavailable.of({ orderId, reason: 'no pens' }))
      .expectCompensations(orOthers('no pens'), free('porto'), free('lisbon'));
  });

  test.each([
    ['authorisation', asked, notAsked],
    ['capture', authorised, [giveBack, free('porto'), free('lisbon')]],
  ] as const)('of the %s by the account cancels the order', (step, begin, undone) => {
    begin()
      .whenCarriedOut()
      .when(refusal(step), ofItsPayment)
      .expectCommands(new CancelOrder(orderId, 'the account does not pay: The funds do not suffice.'))
      .when(cancelled)
      .expectCompensations(...undone);
  });

  test.each([
    ['authorised', asked, authorise, {}],
    ['captured', authorised, capture, { status: 'voided' }],
  ] as const)('by the payment, which was not to be %s, cancels the order', (_what, begin, command, data) => {
    begin()
      .whenRefused(command, 'payment-must-be-fit', data)
      .expectCommands(new CancelOrder(orderId, 'Refused by payment-must-be-fit.'));
  });

  test('to take what somebody has taken already changes nothing', () => {
    authorised()
      .whenRefused(capture, 'payment-must-be-authorised', { status: 'captured' })
      .expectCommands()
      .expectDeadline('capture', '30m')
      .when(PaymentCaptured.of(terms), ofItsPayment)
      .expectCommands(record);
  });

  test.each([
    ['is paid', captured, record],
    ['waits for a carrier', paid, new RequestShipment(orderId)],
  ] as const)('of the order to know that it %s leaves it to what it says next', (_what, begin, command) => {
    begin().whenRefused(command, 'order-must-be-otherwise').expectCommands().expectRunning();
  });

  test('to take what has left from the shelf is for somebody to look at', () => {
    left().whenRefused(settle('lisbon'), 'reservation-must-exist').expectStuck();
  });
});

describe('What comes late is undone as well', () => {
  test.each([
    ['a reservation', begun, reserved('lisbon', 2), [free('lisbon')]],
    ['an authorisation', asked, PaymentAuthorised.of(terms), [giveBack]],
  ] as const)('%s', (_what, begin, late, undone) => {
    const off = begin().when(cancelled).whenCarriedOut().expectCompensated();
    off
      .when(late, ofItsPayment)
      .expectCommands()
      .expectCompensations(...undone);
  });

  test('and while the order is asked to be called off, nothing is gone on with', () => {
    begun().whenDeadline('stock').when(reserved('lisbon', 2)).expectCommands().expectDeclared(free('lisbon'));
    asked().whenDeadline('authorisation').when(PaymentAuthorised.of(terms), ofItsPayment).expectCommands();
    authorised().whenDeadline('capture').when(PaymentCaptured.of(terms), ofItsPayment).expectCommands();
  });
});

describe('What somebody has picked', () => {
  const picked = (store: string, quantity: number) => StockPicked.of(inStore(store, quantity));

  test('is put back when the order is called off', () => {
    paid()
      .whenCarriedOut()
      .when(picked('lisbon', 2))
      .expectCommands()
      .when(cancelled)
      .expectCompensations(putBack('lisbon'), ...all);
    second().when(cancelled).whenCarriedOut().when(picked('lisbon', 2)).expectCompensations(putBack('lisbon'));
  });

  test('and is none of the order’s is passed over', () => {
    paid()
      .when(StockPicked.of({ ...inStore('lisbon', 2), sku: 'book' }))
      .expectNothing();
  });

  test('stays where it is when the goods have left', () => {
    left().when(picked('lisbon', 2)).expectDeclared();
  });
});

describe('Money that goes back by hand', () => {
  const refunded = (amountMinor: number) => PaymentRefunded.of({ ...terms, amountMinor });

  test('in part changes nothing', () => {
    paid().when(refunded(500), ofItsPayment).expectCommands();
  });

  test('as a whole cancels the order', () => {
    paid()
      .when(refunded(500), ofItsPayment)
      .when(refunded(6000), ofItsPayment)
      .expectCommands(new CancelOrder(orderId, 'the money was given back'));
  });
});

test.each([
  [undefined, '2026-01-08T00:00:00.000Z'],
  ['2026-01-03', '2026-01-08T00:00:00.000Z'],
  ['2026-02-20', '2026-02-21T00:00:00.000Z'],
])('Goods that were promised for %p are waited for to be fetched until %s', (promisedOn, at) => {
  const promised = OrderSubmitted.of({ ...submitted, ...(promisedOn !== undefined && { promisedOn }) });
  const captured = OrderPaymentCaptured.of({ orderId, paymentId: orderId, amountMinor: 6500 });
  givenSaga(OrderFulfilment, promised, captured).expectDeadline('hand-over', new Date(at));
});

describe('When the goods have left', () => {
  test('each line is taken from the shelf, unless somebody has taken it', () => {
    left().expectCommands(settle('lisbon'), settle('porto')).expectNoDeadline('hand-over');
    paid()
      .when(StockPicked.of(inStore('lisbon', 2)))
      .when(OrderHandedToCarrier.of({ orderId }))
      .expectCommands(settle('porto'));
  });

  test('the order is fulfilled when they have arrived, and nothing is undone any more', () => {
    left().whenCarriedOut().when(OrderDelivered.of({ orderId })).expectCompleted().expectNoDeadline();
  });

  test('while the order was asked to be called off, it is fulfilled all the same', () => {
    paid()
      .whenDeadline('hand-over')
      .when(OrderHandedToCarrier.of({ orderId }))
      .expectCommands(settle('lisbon'), settle('porto'))
      .when(OrderDelivered.of({ orderId }))
      .expectCompleted();
  });

  test.each([
    [undefined, '2026-01-31T00:00:00.000Z'],
    ['2026-01-20', '2026-01-21T00:00:00.000Z'],
    ['2025-12-20', '2026-01-02T00:00:00.000Z'],
  ])('and were promised for %p, they are overdue at %s', (promisedOn, at) => {
    const promised = OrderSubmitted.of({ ...submitted, ...(promisedOn !== undefined && { promisedOn }) });
    givenSaga(OrderFulfilment, promised, OrderHandedToCarrier.of({ orderId })).expectDeadline('delivery', new Date(at));
  });

  test('and are overdue, the order is told, once, and they are waited for', () => {
    const overdue = left().whenCarriedOut().whenDeadline('delivery');
    overdue.expectCommands(tellOverdue).expectNoDeadline().whenCarriedOut().expectRunning();
    overdue.whenCarriedOut().when(OrderDelivered.of({ orderId })).expectCompleted();
  });

  test('and have arrived when the order is told that they are overdue, that changes nothing', () => {
    left()
      .whenCarriedOut()
      .whenDeadline('delivery')
      .whenRefused(tellOverdue, 'order-must-be-on-its-way')
      .expectCommands()
      .expectRunning()
      .when(OrderDelivered.of({ orderId }))
      .expectCompleted();
  });
});

test('An order of a hundred lines is put aside line by line', () => {
  const many = Array.from({ length: 100 }, (_, n) => ({ ...inStore('lisbon', 1), sku: `pen-${n}` }));
  const order = OrderSubmitted.of({ ...submitted, lines: many.map((line) => ({ ...lines[0], ...line }) as never) });
  const whole = many.reduce(
    (scenario, line) => scenario.when(StockReserved.of(line)),
    givenSaga(OrderFulfilment).when(order),
  );
  whole.expectCommands(authorise);
  whole
    .when(cancelled)
    .expectCompensations(
      orOthers(),
      ...many.toReversed().map(({ sku }) => new CancelReservation('lisbon', sku, orderId)),
    );
});

test('An order that is fulfilled elsewhere is nobody’s here', () => {
  givenSaga(OrderFulfilment)
    .when(OrderSubmitted.of({ ...submitted, fulfilment: 'elsewhere' }))
    .expectNothing();
  expect(() => begun().when(OrderSubmitted.of({ ...submitted, fulfilment: 'here' }))).not.toThrow();
});

test('Payments for the order under other ids, and reservations of other quantities, are passed over', () => {
  asked().when(PaymentAuthorised.of(terms), { streamId: 'payment-another' }).expectNothing();
  begun().when(reserved('lisbon', 1)).expectCommands().expectDeclared(free('lisbon'));
  captured()
    .when(OrderPaymentCaptured.of({ orderId, paymentId: 'another', amountMinor: 1 }))
    .expectNothing();
});
