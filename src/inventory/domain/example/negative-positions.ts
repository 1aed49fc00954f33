import type { DomainEvent } from '@daybook/domain';
import { ReservationExpired } from '../events/reservation-expired.js';
import { ReservationLost } from '../events/reservation-lost.js';
import { StockCorrected } from '../events/stock-corrected.js';
import { StockPicked } from '../events/stock-picked.js';
import { StockReceived } from '../events/stock-received.js';
import { StockReleased } from '../events/stock-released.js';
import { StockReserved } from '../events/stock-reserved.js';

/**
 * After which of its events, counted from 1, there were fewer than no pieces of a stock item, or fewer than were promised.
 * Added up here, and folded by nobody.
 */
export function negativePositions(events: readonly DomainEvent[]): number[] {
  let [onHand, promised] = [0, 0];
  return events.flatMap((event, index) => {
    if (event instanceof StockReceived) onHand += event.quantity;
    if (event instanceof StockCorrected) onHand += event.difference;
    if (event instanceof StockPicked) onHand -= event.quantity;
    if (event instanceof StockReserved) promised += event.quantity;
    const ends = [StockPicked, StockReleased, ReservationExpired, ReservationLost];
    for (const End of ends) if (event instanceof End) promised -= event.quantity;
    return onHand < 0 || promised < 0 || onHand < promised ? [index + 1] : [];
  });
}
