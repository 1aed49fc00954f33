import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { StockChange } from '../contract/stock-change.js';
import type { Recording } from '../recording.js';

/**
 * The goods of an order have left: what is put aside for it is picked. If somebody has picked it already, nothing is left to do;
 * if it was neither, the books are wrong, and this is refused.
 */
@CommandType('settle-reservation')
export class SettleReservation extends Command<StockChange> {
  constructor(
    readonly store: string,
    readonly sku: string,
    readonly orderId: string,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
