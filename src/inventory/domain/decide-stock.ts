import { type DecisionContext, enforce } from '@daybook/domain';
import { ReservationExpired } from './events/reservation-expired.js';
import { ReservationLost } from './events/reservation-lost.js';
import { StockCorrected } from './events/stock-corrected.js';
import { StockCounted } from './events/stock-counted.js';
import { StockPicked } from './events/stock-picked.js';
import { StockPutBack } from './events/stock-put-back.js';
import { StockReceived } from './events/stock-received.js';
import { StockReleased } from './events/stock-released.js';
import { StockReserved } from './events/stock-reserved.js';
import { countMustBeWhole } from './rules/count-must-be-whole.js';
import { countMustFollowMovements } from './rules/count-must-follow-movements.js';
import { expiryMustBeAhead } from './rules/expiry-must-be-ahead.js';
import { orderMustNotReserveTwice } from './rules/order-must-not-reserve-twice.js';
import { pickMustExist } from './rules/pick-must-exist.js';
import { quantityMustBePositive } from './rules/quantity-must-be-positive.js';
import { reservationMustExist } from './rules/reservation-must-exist.js';
import { reservationMustHaveExpired } from './rules/reservation-must-have-expired.js';
import { stockMustNotGoNegative } from './rules/stock-must-not-go-negative.js';
import { stockMustStayCountable } from './rules/stock-must-stay-countable.js';
import { stockMustSuffice } from './rules/stock-must-suffice.js';
import type { StockCommand } from './stock-command.js';
import { stockPlaceOf } from './stock-place.js';
import { availableOf, pickedFor, type Reservation, type Stock, unkeptAt } from './stock.js';

/** What happens to the stock of a product when it is asked for something. */
export function decideStock(command: StockCommand, stock: Stock, { id, now }: DecisionContext) {
  const place = stockPlaceOf(id);
  switch (command.type) {
    case 'receive':
      enforce(quantityMustBePositive(command.quantity));
      enforce(stockMustStayCountable(stock.onHand, command.quantity));
      return StockReceived.of({ ...place, quantity: command.quantity });
    case 'reserve': {
      const { orderId, quantity, expiresAt } = command;
      enforce(quantityMustBePositive(quantity));
      enforce(orderMustNotReserveTwice(orderId, stock.reservations));
      enforce(expiryMustBeAhead(expiresAt, now));
      enforce(stockMustSuffice(quantity, availableOf(stock)));
      return StockReserved.of({ ...place, orderId, quantity, ...(expiresAt !== undefined && { expiresAt }) });
    }
    case 'release': {
      const { quantity } = reservationOf(command.orderId, stock);
      return StockReleased.of({ ...place, orderId: command.orderId, quantity });
    }
    case 'expire': {
      const { quantity, expiresAt } = reservationOf(command.orderId, stock);
      enforce(reservationMustHaveExpired(expiresAt, now));
      return ReservationExpired.of({ ...place, orderId: command.orderId, quantity });
    }
    case 'pick': {
      const { quantity } = reservationOf(command.orderId, stock);
      enforce(stockMustNotGoNegative(stock.onHand, quantity));
      return StockPicked.of({ ...place, orderId: command.orderId, quantity });
    }
    case 'put-back': {
      const quantity = pickedFor(command.orderId, stock);
      enforce(pickMustExist(command.orderId, quantity));
      enforce(stockMustStayCountable(stock.onHand, quantity));
      return StockPutBack.of({ ...place, orderId: command.orderId, quantity });
    }
    case 'count': {
      const { counted } = command;
      enforce(countMustBeWhole(counted));
      enforce(countMustFollowMovements(now, stock.movedAt));
      const difference = counted - stock.onHand;
      // In this order: what is promised is on hand after each of them.
      return [
        StockCounted.of({ ...place, counted, expected: stock.onHand }),
        ...unkeptAt(counted, stock).map(([orderId, { quantity }]) =>
          ReservationLost.of({ ...place, orderId, quantity }),
        ),
        ...(difference === 0 ? [] : [StockCorrected.of({ ...place, difference })]),
      ];
    }
  }
}

/** What is put aside for an order. */
function reservationOf(orderId: string, { reservations }: Stock): Reservation {
  const reservation = reservations.get(orderId);
  enforce(reservationMustExist(orderId, reservation));
  return reservation ?? { quantity: 0, expiresAt: null };
}
