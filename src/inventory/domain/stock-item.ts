import { decider } from '@daybook/domain';
import { decideStock } from './decide-stock.js';
import { ReservationExpired } from './events/reservation-expired.js';
import { ReservationLost } from './events/reservation-lost.js';
import { StockCorrected } from './events/stock-corrected.js';
import { StockCounted } from './events/stock-counted.js';
import { StockPicked } from './events/stock-picked.js';
import { StockPutBack } from './events/stock-put-back.js';
import { StockReceived } from './events/stock-received.js';
import { StockReleased } from './events/stock-released.js';
import { StockReserved } from './events/stock-reserved.js';
import { evolveStock } from './evolve-stock.js';
import { nothingInStock } from './stock.js';

/** What there is of one product in one store, and for whom: takes pieces in, puts them aside for orders, lets them go. */
export const StockItem = decider('stock', {
  initialState: nothingInStock,
  events: [
    StockReceived,
    StockReserved,
    StockReleased,
    ReservationExpired,
    ReservationLost,
    StockPicked,
    StockPutBack,
    StockCounted,
    StockCorrected,
  ],
  decide: decideStock,
  evolve: evolveStock,
});
export type StockItem = InstanceType<typeof StockItem>;
