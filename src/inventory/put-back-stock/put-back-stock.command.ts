import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { StockChange } from '../contract/stock-change.js';
import type { Recording } from '../recording.js';

/**
 * Put back on the shelf what was picked for an order and has not left. Of what was not picked, or was put back already, nothing
 * is left to do.
 */
@CommandType('put-back-stock')
export class PutBackStock extends Command<StockChange> {
  constructor(
    readonly store: string,
    readonly sku: string,
    readonly orderId: string,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
