import { given } from '@daybook/testing';
import { describe, expect, test } from '@jest/globals';
import { ReservationExpired } from './events/reservation-expired.js';
import { ReservationLost } from './events/reservation-lost.js';
import { StockCorrected } from './events/stock-corrected.js';
import { StockCounted } from './events/stock-counted.js';
import { StockPicked } from './events/stock-picked.js';
import { StockPutBack } from './events/stock-put-back.js';
import { StockReceived } from './events/stock-received.js';
import { StockReleased } from './events/stock-released.js';
import { StockReserved } from './events/stock-reserved.js';
import { decideStock } from './decide-stock.js';
import { evolveStock } from './evolve-stock.js';
import { StockItem } from './stock-item.js';
import { availableOf, nothingInStock, withoutReservation, withReservation } from './stock.js';

const pens = { store: 'lisbon', sku: 'pen' };
const [first, second] = [
  { ...pens, orderId: 'o-1', quantity: 3 },
  { ...pens, orderId: 'o-2', quantity: 2 },
];
const received = StockReceived.of({ ...pens, quantity: 5 });
const reserved = StockReserved.of(first);
const expiring = StockReserved.of({ ...first, expiresAt: new Date('2026-01-01T00:30:00Z') });
const released = StockReleased.of(first);
const picked = StockPicked.of(first);
const putBack = StockPutBack.of(first);

const item = (...past: Parameters<typeof given<StockItem>> extends [unknown, ...infer Events] ? Events : never) =>
  given(StockItem, ...past).withId('pen@lisbon');

describe('Pieces are received', () => {
  test('first, and again', () => {
    item()
      .when((item) => item.decide({ type: 'receive', quantity: 5 }))
      .then(received);
    item(received)
      .when((item) => item.decide({ type: 'receive', quantity: 1 }))
      .then(StockReceived.of({ ...pens, quantity: 1 }));
  });

  test('in the main store, where nobody says in which', () => {
    given(StockItem)
      .withId('pen')
      .when((item) => item.decide({ type: 'receive', quantity: 1 }))
      .then(StockReceived.of({ store: 'main', sku: 'pen', quantity: 1 }));
  });

  test.each([0, -1, 1.5, Number.NaN, 2 ** 53])('never %p of them', (quantity) => {
    item()
      .when((item) => item.decide({ type: 'receive', quantity }))
      .refuses('quantity-must-be-positive');
  });

  test('as far as they can be counted', () => {
    item(received)
      .when((item) => item.decide({ type: 'receive', quantity: Number.MAX_SAFE_INTEGER }))
      .refuses('stock-must-stay-countable');
  });
});

describe('Pieces are reserved for an order', () => {
  test('while there are some', () => {
    item(received)
      .when((item) => item.decide({ type: 'reserve', orderId: 'o-1', quantity: 3 }))
      .then(reserved);
    item()
      .when((item) => item.decide({ type: 'reserve', orderId: 'o-1', quantity: 1 }))
      .refuses('stock-must-suffice');
  });

  test('but not those that are reserved for another', () => {
    item(received, reserved)
      .when((item) => item.decide({ type: 'reserve', orderId: 'o-2', quantity: 2 }))
      .then(StockReserved.of(second));
    item(received, reserved)
      .when((item) => item.decide({ type: 'reserve', orderId: 'o-2', quantity: 3 }))
      .refuses('stock-must-suffice');
  });

  test('once, until they are released', () => {
    item(received, reserved)
      .when((item) => item.decide({ type: 'reserve', orderId: 'o-1', quantity: 1 }))
      .refuses('order-must-not-reserve-twice');
    item(received, reserved, released)
      .when((item) => item.decide({ type: 'reserve', orderId: 'o-1', quantity: 5 }))
      .then(StockReserved.of({ ...pens, orderId: 'o-1', quantity: 5 }));
  });

  test('in whole ones', () => {
    item(received)
      .when((item) => item.decide({ type: 'reserve', orderId: 'o-1', quantity: 0.5 }))
      .refuses('quantity-must-be-positive');
  });

  test('for a while, if somebody says for how long', () => {
    const until = (text: string) =>
      ({ type: 'reserve', orderId: 'o-1', quantity: 3, expiresAt: new Date(text) }) as const;
    item(received)
      .when((item) => item.decide(until('2026-01-01T00:30:00Z')))
      .then(expiring);
    item(received)
      .at(new Date('2026-01-01T00:30:00Z'))
      .when((item) => item.decide(until('2026-01-01T00:30:00Z')))
      .refuses('expiry-must-be-ahead');
  });

  test('whatever the order is called', () => {
    const odd = { ...pens, orderId: '__proto__', quantity: 1 };
    item(received, StockReserved.of(odd))
      .when((item) => item.decide({ type: 'pick', orderId: '__proto__' }))
      .then(StockPicked.of(odd));
    item(received)
      .when((item) => item.decide({ type: 'pick', orderId: 'constructor' }))
      .refuses('reservation-must-exist');
  });
});

describe('What is reserved', () => {
  test('is picked as a whole, once', () => {
    item(received, reserved)
      .when((item) => item.decide({ type: 'pick', orderId: 'o-1' }))
      .then(picked);
    item(received, reserved, picked)
      .when((item) => item.decide({ type: 'pick', orderId: 'o-1' }))
      .refuses('reservation-must-exist');
  });

  test('is released, once', () => {
    item(received, reserved)
      .when((item) => item.decide({ type: 'release', orderId: 'o-1' }))
      .then(released);
    item(received, reserved, released)
      .when((item) => item.decide({ type: 'release', orderId: 'o-1' }))
      .refuses('reservation-must-exist');
  });

  test('is available again when it is released, and gone when it is picked', () => {
    item(received, reserved, released)
      .when((item) => item.decide({ type: 'reserve', orderId: 'o-2', quantity: 5 }))
      .then(StockReserved.of({ ...second, quantity: 5 }));
    item(received, reserved, picked)
      .when((item) => item.decide({ type: 'reserve', orderId: 'o-2', quantity: 3 }))
      .refuses('stock-must-suffice');
  });
});

describe('What is picked', () => {
  const back = (item: StockItem) => item.decide({ type: 'put-back', orderId: 'o-1' });

  test('is put back as a whole, once, and is available to all', () => {
    item(received, reserved, picked).when(back).then(putBack);
    item(received, reserved, picked, putBack).when(back).refuses('pick-must-exist');
    item(received, reserved, picked, putBack)
      .when((item) => item.decide({ type: 'reserve', orderId: 'o-2', quantity: 5 }))
      .then(StockReserved.of({ ...second, quantity: 5 }));
  });

  test('is put back again, if it was picked again', () => {
    item(received, reserved, picked, putBack, reserved, picked).when(back).then(putBack);
    item(
      received,
      reserved,
      picked,
      StockReserved.of({ ...first, quantity: 1 }),
      StockPicked.of({ ...first, quantity: 1 }),
    )
      .when(back)
      .then(StockPutBack.of({ ...first, quantity: 4 }));
  });

  test('is not what only lies aside, and not what was picked for another', () => {
    item(received, reserved).when(back).refuses('pick-must-exist');
    item(received, StockReserved.of(second), StockPicked.of(second)).when(back).refuses('pick-must-exist');
  });

  test('is put back as far as it can be counted', () => {
    const most = StockReceived.of({ ...pens, quantity: Number.MAX_SAFE_INTEGER - 2 });
    item(received, reserved, picked, most).when(back).refuses('stock-must-stay-countable');
  });
});

describe('A reservation expires', () => {
  const expire = (item: StockItem) => item.decide({ type: 'expire', orderId: 'o-1' });

  test('from its time on, and not before', () => {
    item(received, expiring)
      .at(new Date('2026-01-01T00:29:59.999Z'))
      .when(expire)
      .refuses('reservation-must-have-expired');
    item(received, expiring).at(new Date('2026-01-01T00:30:00Z')).when(expire).then(ReservationExpired.of(first));
  });

  test('never by itself, if it was given without end', () => {
    item(received, reserved).at(new Date('2099-01-01')).when(expire).refuses('reservation-must-have-expired');
  });

  test('unless it was picked or released, or has expired before', () => {
    for (const end of [picked, released, ReservationExpired.of(first), ReservationLost.of(first)]) {
      item(received, expiring, end).at(new Date('2099-01-01')).when(expire).refuses('reservation-must-exist');
    }
  });

  test('and its pieces are available again', () => {
    item(received, expiring, ReservationExpired.of(first))
      .when((item) => item.decide({ type: 'reserve', orderId: 'o-2', quantity: 5 }))
      .then(StockReserved.of({ ...second, quantity: 5 }));
  });

  test('but may be picked as long as nobody has said so', () => {
    item(received, expiring)
      .at(new Date('2099-01-01'))
      .when((item) => item.decide({ type: 'pick', orderId: 'o-1' }))
      .then(picked);
  });
});

describe('Pieces are counted', () => {
  const count = (counted: number) => (item: StockItem) => item.decide({ type: 'count', counted });
  const countedOf = (counted: number, expected = 5) => StockCounted.of({ ...pens, counted, expected });
  const corrected = (difference: number) => StockCorrected.of({ ...pens, difference });

  test('and nothing is corrected, if there are as many as there should be', () => {
    item(received).when(count(5)).then(countedOf(5));
  });

  test('and the books are corrected, if there are more or fewer', () => {
    item(received).when(count(7)).then(countedOf(7), corrected(2));
    item(received).when(count(0)).then(countedOf(0), corrected(-5));
    item().when(count(4)).then(countedOf(4, 0), corrected(4));
    item(received, countedOf(7), corrected(2)).when(count(7)).then(countedOf(7, 7));
  });

  test('and the latest reservations are lost that cannot be kept, before the books are corrected', () => {
    const all = [received, reserved, StockReserved.of(second)] as const;
    item(...all)
      .when(count(4))
      .then(countedOf(4), ReservationLost.of(second), corrected(-1));
    item(...all)
      .when(count(2))
      .then(countedOf(2), ReservationLost.of(second), ReservationLost.of(first), corrected(-3));
  });

  test.each([-1, 0.5, Number.NaN, 2 ** 53])('never %p of them', (counted) => {
    item(received).when(count(counted)).refuses('count-must-be-whole');
  });
});

test('a count is refused that was made before pieces came or went last, in whichever order that was recorded', () => {
  const [monday, tuesday, friday] = [new Date('2026-01-05'), new Date('2026-01-06'), new Date('2026-01-09')];
  const moves = evolveStock['stock.received'];
  const meta = (occurredAt: Date) => ({ eventId: 'e', aggregateId: 'pen@lisbon', version: 1, occurredAt });
  const stock = moves(moves(nothingInStock, received, meta(tuesday)), received, meta(monday));
  const count = (now: Date) => decideStock({ type: 'count', counted: 10 }, stock, { id: 'pen@lisbon', now });
  expect(() => count(monday)).toThrow(expect.objectContaining({ code: 'count-must-follow-movements' }));
  for (const later of [tuesday, friday]) {
    expect(count(later)).toEqual([StockCounted.of({ ...pens, counted: 10, expected: 10 })]);
  }
});

test('stock is a value: a reservation makes another one', () => {
  const one = withReservation({ ...nothingInStock, onHand: 5 }, 'o-1', { quantity: 3, expiresAt: null });
  expect([availableOf(one), availableOf(withoutReservation(one, 'o-1'))]).toEqual([2, 5]);
  expect(nothingInStock.reservations.size).toBe(0);
});
