import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { StockChange } from '../contract/stock-change.js';
import type { Recording } from '../recording.js';

/** How a reservation is made. */
export interface ReservationTerms extends Recording {
  /** From when on it may be given up by `ExpireReservation`. Default: it does not expire. */
  readonly expiresAt?: Date | string | undefined;
}

/** Put pieces of a product in a store aside for an order. */
@CommandType('reserve-stock')
export class ReserveStock extends Command<StockChange> {
  constructor(
    readonly store: string,
    readonly sku: string,
    readonly orderId: string,
    readonly quantity: number,
    readonly terms: ReservationTerms = {},
  ) {
    super();
  }
}
