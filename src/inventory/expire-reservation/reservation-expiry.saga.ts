import { type EventMetadata, On } from '@daybook/domain';
import { type CommandRefusal, OnCommandRefused, OnDeadline, Saga, SagaInstance, StartsOn } from '@daybook/nestjs';
import {
  ReservationExpired,
  ReservationLost,
  StockPicked,
  StockReleased,
  StockReserved,
} from '../contract/inventory-events.js';
import { ExpireReservation } from './expire-reservation.command.js';
import { reservationKey } from './reservation-key.js';

/** Whose pieces these are. */
interface Reserved {
  store: string;
  sku: string;
  orderId: string;
}

/**
 * Gives up what is put aside for an order when its time is over. An instance is never completed: the order may reserve the
 * same pieces anew, and a key begins an instance once.
 */
@Saga('reservation-expiry', { from: 'beginning' })
export class ReservationExpiry extends SagaInstance<Reserved> {
  @StartsOn(StockReserved, (reserved) => (reserved.expiresAt === undefined ? undefined : reservationKey(reserved)))
  reserved({ store, sku, orderId, expiresAt }: StockReserved, { recordedAt }: EventMetadata): void {
    this.state = { store, sku, orderId };
    if (expiresAt === undefined) return;
    // Whoever tells of the past has some time to go on with it.
    this.#expireAt(expiresAt, recordedAt < expiresAt ? '0s' : '10m');
  }

  @On(StockPicked, StockReleased, ReservationLost, ReservationExpired, reservationKey)
  over(): void {
    this.cancelDeadline('expiry');
  }

  @OnDeadline('expiry')
  due(): void {
    const { store, sku, orderId } = this.state;
    this.send(new ExpireReservation(store, sku, orderId));
  }

  /** The order was faster, or has reserved anew: for a while, or without end. */
  @OnCommandRefused(ExpireReservation)
  notExpired({ code, data }: CommandRefusal<ExpireReservation>): void {
    const { expiresAt } = data;
    if (code !== 'reservation-must-have-expired' || typeof expiresAt !== 'string') return;
    this.#expireAt(new Date(expiresAt), '1m');
  }

  /** @param ifOver how long it waits where that time is over already; if the stock denies that, clocks differ */
  #expireAt(expiresAt: Date, ifOver: '0s' | '1m' | '10m'): void {
    this.deadline('expiry', expiresAt > this.now ? expiresAt : ifOver);
  }
}
