import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { StockChange } from '../contract/stock-change.js';
import type { Recording } from '../recording.js';

/** Say how many pieces of a product are on the shelf; the books are corrected where they say something else. */
@CommandType('count-stock')
export class CountStock extends Command<StockChange> {
  constructor(
    readonly store: string,
    readonly sku: string,
    readonly counted: number,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
