// What other contexts may ask of the inventory, by the command bus.
export { CancelReservation } from '../cancel-reservation/cancel-reservation.command.js';
export { CountStock } from '../count-stock/count-stock.command.js';
export { ExpireReservation } from '../expire-reservation/expire-reservation.command.js';
export { PickStock } from '../pick-stock/pick-stock.command.js';
export { PutBackStock } from '../put-back-stock/put-back-stock.command.js';
export { ReceiveStock } from '../receive-stock/receive-stock.command.js';
export { ReleaseStock } from '../release-stock/release-stock.command.js';
export { ReserveStock, type ReservationTerms } from '../reserve-stock/reserve-stock.command.js';
export { SettleReservation } from '../settle-reservation/settle-reservation.command.js';
