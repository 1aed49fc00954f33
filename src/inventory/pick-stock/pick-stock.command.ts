import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { StockChange } from '../contract/stock-change.js';
import type { Recording } from '../recording.js';

/** Take from the shelf what is put aside for an order. */
@CommandType('pick-stock')
export class PickStock extends Command<StockChange> {
  constructor(
    readonly store: string,
    readonly sku: string,
    readonly orderId: string,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
