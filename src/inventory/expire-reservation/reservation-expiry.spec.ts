import 'reflect-metadata';
import { givenSaga } from '@daybook/testing/sagas';
import { describe, expect, test } from '@jest/globals';
import { ReservationExpired } from '../domain/events/reservation-expired.js';
import { ReservationLost } from '../domain/events/reservation-lost.js';
import { StockPicked } from '../domain/events/stock-picked.js';
import { StockReleased } from '../domain/events/stock-released.js';
import { StockReserved } from '../domain/events/stock-reserved.js';
import { EndsWithTheReservation, ExpiresWhatIsGone, Insists, LetsGo } from './example/wrong-expiries.js';
import { ExpireReservation } from './expire-reservation.command.js';
import { reservationKey } from './reservation-key.js';
import { ReservationExpiry } from './reservation-expiry.saga.js';

const notExpired = 'reservation-must-have-expired';
const pens = { store: 'lisbon', sku: 'pen', orderId: 'o-1', quantity: 2 };
const at = (time: string) => new Date(`2026-01-01T${time}:00Z`);
const until = (time: string) => StockReserved.of({ ...pens, expiresAt: at(time) });
const withoutEnd = StockReserved.of(pens);
const released = StockReleased.of(pens);
const ends = [released, StockPicked.of(pens), ReservationLost.of(pens), ReservationExpired.of(pens)];
const expire = new ExpireReservation('lisbon', 'pen', 'o-1');

type Expiries = typeof ReservationExpiry;
const reserved = (saga: Expiries = ReservationExpiry) => givenSaga(saga, until('00:30'));

/** What is promised of reservations, each as a test that a wrong saga fails. */
const promises = {
  'is given up when its time is over': (saga) => {
    reserved(saga).expectDeadline('expiry', '30m').whenDeadline('expiry').expectCommands(expire).expectNoDeadline();
  },
  'is not given up when it is over before': (saga) => {
    for (const end of ends) reserved(saga).when(end).expectNoDeadline().expectCommands();
  },
  'is given up in its time as well when it is made anew': (saga) => {
    for (const end of ends) {
      const again = reserved(saga).whenDeadline('expiry').whenCarriedOut().when(end).when(until('02:00'));
      again.expectDeadline('expiry', at('02:00')).whenDeadline('expiry').expectCommands(expire);
    }
  },
  'is left alone when it was made anew meanwhile, until its time is over as well': (saga) => {
    const denied = reserved(saga)
      .whenDeadline('expiry')
      .whenRefused(expire, notExpired, { expiresAt: at('02:00').toISOString() });
    denied.expectCommands().expectDeadline('expiry', at('02:00'));
    denied.when(released).when(until('02:00')).expectDeadline('expiry', at('02:00'));
  },
} satisfies Record<string, (saga: Expiries) => void>;

describe('A reservation', () => {
  test.each(Object.entries(promises))('%s', (_promise, isKept) => {
    isKept(ReservationExpiry);
  });

  test('without end is left alone', () => {
    givenSaga(ReservationExpiry, withoutEnd).expectNothing().expectNoDeadline();
    reserved().when(released).when(withoutEnd).expectNoDeadline();
    const denied = reserved().whenDeadline('expiry').whenRefused(expire, notExpired, { expiresAt: null });
    denied.expectNoDeadline().expectCommands();
  });

  test('that the order has had meanwhile is not given up', () => {
    const late = reserved().whenDeadline('expiry').whenRefused(expire, 'reservation-must-exist');
    late.expectNoDeadline().expectRunning();
  });

  test('of the past is given up when whoever tells of it had time to go on', () => {
    const told = givenSaga(ReservationExpiry).at(at('12:00')).when(until('00:30'));
    told.expectDeadline('expiry', '10m').when(released).expectNoDeadline();
  });

  test('of which nobody heard in its time is given up at once', () => {
    const heard = givenSaga(ReservationExpiry)
      .at(at('12:00'))
      .when(until('00:30'), { recordedAt: at('00:00') });
    heard.expectDeadline('expiry', '0s');
  });

  test('is not asked for over and over where clocks differ', () => {
    const denied = reserved()
      .whenDeadline('expiry')
      .whenRefused(expire, notExpired, { expiresAt: at('00:30').toJSON() });
    denied.expectDeadline('expiry', '1m');
  });

  test('is told from all others, whatever store, product and order are called', () => {
    const named = (store: string, sku: string, orderId: string) => reservationKey({ store, sku, orderId });
    expect(named('lisbon', 'pen', 'o-1')).toBe('lisbon/pen/o-1');
    const names = ['a', 'a/b', 'b', 'b/a', '%2F', '%', 'a%2Fb'];
    const keys = names.flatMap((one) => names.flatMap((other) => names.map((third) => named(one, other, third))));
    expect(new Set(keys).size).toBe(names.length ** 3);
  });
});

test.each<[Expiries, keyof typeof promises]>([
  [EndsWithTheReservation, 'is given up in its time as well when it is made anew'],
  [ExpiresWhatIsGone, 'is not given up when it is over before'],
  [Insists, 'is left alone when it was made anew meanwhile, until its time is over as well'],
  [LetsGo, 'is left alone when it was made anew meanwhile, until its time is over as well'],
])('is found out: %p', (wrong, promise) => {
  expect(() => promises[promise](wrong)).toThrow();
});
