import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { StockChange } from '../contract/stock-change.js';
import type { Recording } from '../recording.js';

/** Make available again what is put aside for an order. */
@CommandType('release-stock')
export class ReleaseStock extends Command<StockChange> {
  constructor(
    readonly store: string,
    readonly sku: string,
    readonly orderId: string,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
