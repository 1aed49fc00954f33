import type { AppliedMetadata } from '@daybook/domain';
import type { ReservationExpired } from './events/reservation-expired.js';
import type { ReservationLost } from './events/reservation-lost.js';
import type { StockCorrected } from './events/stock-corrected.js';
import type { StockPicked } from './events/stock-picked.js';
import type { StockPutBack } from './events/stock-put-back.js';
import type { StockReceived } from './events/stock-received.js';
import type { StockReleased } from './events/stock-released.js';
import type { StockReserved } from './events/stock-reserved.js';
import { moved, type Stock, withoutPicks, withoutReservation, withPick, withReservation } from './stock.js';

type GivenUp = StockReleased | ReservationExpired | ReservationLost;

const withoutIt = (stock: Stock, { orderId }: GivenUp): Stock => withoutReservation(stock, orderId);

/** What an event changes in the stock, by its type. */
export const evolveStock = {
  'stock.received': (stock: Stock, { quantity }: StockReceived, { occurredAt }: AppliedMetadata): Stock =>
    moved(stock, quantity, occurredAt),
  'stock.reserved': (stock: Stock, { orderId, quantity, expiresAt }: StockReserved): Stock =>
    withReservation(stock, orderId, { quantity, expiresAt: expiresAt ?? null }),
  'stock.released': withoutIt,
  'stock.reservation-expired': withoutIt,
  'stock.reservation-lost': withoutIt,
  'stock.picked': (stock: Stock, { orderId, quantity }: StockPicked, { occurredAt }: AppliedMetadata): Stock =>
    moved(withPick(stock, { orderId, quantity }), -quantity, occurredAt),
  'stock.put-back': (stock: Stock, { orderId, quantity }: StockPutBack, { occurredAt }: AppliedMetadata): Stock =>
    moved(withoutPicks(stock, orderId), quantity, occurredAt),
  /** That somebody has counted changes nothing; what was wrong is corrected by an event of its own. */
  'stock.counted': (stock: Stock): Stock => stock,
  'stock.corrected': (stock: Stock, { difference }: StockCorrected, { occurredAt }: AppliedMetadata): Stock =>
    moved(stock, difference, occurredAt),
};
