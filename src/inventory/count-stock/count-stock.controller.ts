import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ChangesStock } from '../changes-stock.decorator.js';
import type { StockChange } from '../contract/stock-change.js';
import { StockPath } from '../stock.path.js';
import { CountStockBody } from './count-stock.body.js';
import { CountStock } from './count-stock.command.js';

@ApiTags('inventory')
@Controller('inventory/:store/:sku/counts')
export class CountStockController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ChangesStock({
    summary: 'Says how many pieces are on the shelf; corrects the books where they say something else',
    rules: ['count-must-follow-movements'],
    needsItem: false,
  })
  count(@Param() { store, sku }: StockPath, @Body() { counted, occurredAt }: CountStockBody): Promise<StockChange> {
    return this.commands.execute(new CountStock(store, sku, counted, { occurredAt }));
  }
}
