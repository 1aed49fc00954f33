import 'reflect-metadata';
import { givenSaga } from '@daybook/testing/sagas';
import { describe, expect, test } from '@jest/globals';
import { abandoned, added, begun, cancelled, percentOff, removed, submitted } from '../domain/example/sample-orders.js';
import { AbandonCart } from './abandon-cart.command.js';
import { CartAbandonment } from './cart-abandonment.saga.js';
import { AsksOnce, AsksWithoutEnd, EndsTooSoon, MovedByThePast, NeverAgain } from './example/wrong-abandonments.js';

const notLeft = 'cart-must-be-left-for-a-day';
const inCart = { streamId: 'order-given' };
const ask = new AbandonCart('given');
const noon = (day: number, time = '12:00') => new Date(`2026-01-${String(day).padStart(2, '0')}T${time}:00Z`);

type Carts = typeof CartAbandonment;
const taken = (saga: Carts = CartAbandonment) => givenSaga(saga).at(noon(1)).when(begun, inCart);
const asked = (saga?: Carts) => taken(saga).whenDeadline('left').expectCommands(ask);
const left = (saga?: Carts) =>
  asked(saga)
    .whenCarriedOut()
    .when(abandoned(noon(1)));

/** What is promised of carts, each as a test that a wrong saga fails. */
const promises = {
  'is asked a day after it was taken': (saga) => {
    taken(saga).expectDeadline('left', '1d').whenDeadline('left').expectCommands(ask).expectNoDeadline();
  },
  'is asked again a day after it was touched, if it was': (saga) => {
    asked(saga)
      .whenRefused(ask, notLeft, { touchedAt: noon(1, '12:05').toISOString() })
      .expectDeadline('left', noon(2, '12:05'))
      .expectCommands()
      .whenDeadline('left')
      .expectCommands(ask);
  },
  'keeps its time, whatever is told of what has happened to it': (saga) => {
    const touched = taken(saga).after('1h');
    for (const touch of [added(), removed(1), percentOff(10)]) {
      touched.when(touch, { ...inCart, occurredAt: noon(1, '11:00') }).expectDeadline('left', noon(2));
    }
  },
  'counts anew when it is taken up again': (saga) => {
    const again = left(saga).expectNoDeadline().at(noon(9)).when(added(), inCart);
    again.expectDeadline('left', '1d').whenDeadline('left').expectCommands(ask);
  },
  'is over with the order': (saga) => {
    for (const end of [submitted, cancelled]) {
      taken(saga).when(end).expectCompleted().expectNoDeadline();
      left(saga).when(end).expectCompleted();
    }
  },
  'is over with the answer, if it is ordered while it is asked': (saga) => {
    asked(saga).when(submitted).expectRunning().whenRefused(ask, 'cart-must-be-open').expectCompleted();
  },
} satisfies Record<string, (saga: Carts) => void>;

describe('A cart', () => {
  test.each(Object.entries(promises))('%s', (_promise, isKept) => {
    isKept(CartAbandonment);
  });

  test('that was abandoned by somebody else waits for its shopper', () => {
    taken()
      .when(abandoned(noon(1)))
      .expectNoDeadline()
      .when(added(), inCart)
      .expectDeadline('left', '1d');
    const refused = asked().whenRefused(ask, 'cart-must-not-be-abandoned-twice').expectNoDeadline();
    refused.when(added(), inCart).expectDeadline('left', '1d');
  });

  test('that is touched while it is asked says so itself', () => {
    asked()
      .when(added(), inCart)
      .expectNoDeadline()
      .whenRefused(ask, notLeft, { touchedAt: noon(2).toISOString() })
      .expectDeadline('left', '1d');
  });

  test('of which the first thing that is heard was done later is watched as well', () => {
    givenSaga(CartAbandonment).when(added(), inCart).expectDeadline('left', '1d');
  });

  test('of the past is asked when whoever tells of it had time to go on', () => {
    const told = givenSaga(CartAbandonment).when(begun, { ...inCart, occurredAt: new Date('2017-10-02') });
    told.expectDeadline('left', '10m').when(submitted).expectCompleted();
  });

  test('is not asked over and over where clocks differ', () => {
    asked()
      .whenRefused(ask, notLeft, { touchedAt: noon(1).toISOString() })
      .expectDeadline('left', '1m');
  });

  test('of which nobody heard for days is asked at once', () => {
    const heard = givenSaga(CartAbandonment)
      .at(noon(9))
      .when(begun, { ...inCart, recordedAt: noon(1) });
    heard.expectDeadline('left', noon(9));
  });
});

test.each<[Carts, keyof typeof promises]>([
  [AsksOnce, 'is asked again a day after it was touched, if it was'],
  [AsksWithoutEnd, 'is asked again a day after it was touched, if it was'],
  [NeverAgain, 'counts anew when it is taken up again'],
  [MovedByThePast, 'keeps its time, whatever is told of what has happened to it'],
  [EndsTooSoon, 'is over with the answer, if it is ordered while it is asked'],
])('is found out: %p', (wrong, promise) => {
  expect(() => promises[promise](wrong)).toThrow();
});
