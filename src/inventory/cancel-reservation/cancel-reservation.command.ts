import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { StockChange } from '../contract/stock-change.js';
import type { Recording } from '../recording.js';

/**
 * Undo a reservation, whatever has become of it: what is still put aside for the order is available again, and of what was
 * released, picked, lost or has expired, or of a product that was never received, nothing is left to do.
 */
@CommandType('cancel-reservation')
export class CancelReservation extends Command<StockChange> {
  constructor(
    readonly store: string,
    readonly sku: string,
    readonly orderId: string,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
