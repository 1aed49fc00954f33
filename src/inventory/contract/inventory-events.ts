// What other contexts may hear of the inventory. Each event says of which product, in which store, for which order.
export { ReservationExpired } from '../domain/events/reservation-expired.js';
export { ReservationLost } from '../domain/events/reservation-lost.js';
export { StockCorrected } from '../domain/events/stock-corrected.js';
export { StockCounted } from '../domain/events/stock-counted.js';
export { StockPicked } from '../domain/events/stock-picked.js';
export { StockPutBack } from '../domain/events/stock-put-back.js';
export { StockReceived } from '../domain/events/stock-received.js';
export { StockReleased } from '../domain/events/stock-released.js';
export { StockReserved } from '../domain/events/stock-reserved.js';
