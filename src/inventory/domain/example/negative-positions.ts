import type { DomainEvent } from '@daybook/domain';
import { ReservationExpired } from '../events/reservation-expired.js';
import { ReservationLost } from '../events/reservation-lost.js';
import { StockCorrected } from '../events/stock-corrected.js';
import { StockPicked } from '../events/stock-picked.js';
import { StockPutBack } from '../events/stock-put-back.js';
import { StockReceived } from '../events/stock-received.js';
import { StockReleased } from '../events/stock-released.js';
import { StockReserved } from '../events/stock-reserved.js';

/**
 * After which of its events, counted from 1, there were fewer than no pieces of a stock item, or fewer than were promised, or
 * more were put back for an order than were picked for it.
 * Added up here, and folded by nobody.
 */
export function negativePositions(events: readonly DomainEvent[]): number[] {
  let [onHand, promised] = [0, 0];
  const picked = new Map<string, number>();
  const inHand = (orderId: string, more: number): unknown => picked.set(orderId, (picked.get(orderId) ?? 0) + more);
  return events.flatMap((event, index) => {
    if (event instanceof StockReceived) onHand += event.quantity;
    if (event instanceof StockCorrected) onHand += event.difference;
    if (event instanceof StockPicked) onHand -= event.quantity;
    if (event instanceof StockPicked) inHand(event.orderId, event.quantity);
    if (event instanceof StockPutBack) onHand += event.quantity;
    if (event instanceof StockPutBack) inHand(event.orderId, -event.quantity);
    if (event instanceof StockReserved) promised += event.quantity;
    const ends = [StockPicked, StockReleased, ReservationExpired, ReservationLost];
    for (const End of ends) if (event instanceof End) promised -= event.quantity;
    const isWrong = onHand < 0 || promised < 0 || onHand < promised || [...picked.values()].some((more) => more < 0);
    return isWrong ? [index + 1] : [];
  });
}
