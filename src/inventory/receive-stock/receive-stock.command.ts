import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { StockChange } from '../contract/stock-change.js';
import type { Recording } from '../recording.js';

/** Take pieces of a product into a store; the first ones begin its stock. */
@CommandType('receive-stock')
export class ReceiveStock extends Command<StockChange> {
  constructor(
    readonly store: string,
    readonly sku: string,
    readonly quantity: number,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
