import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ChangesStock } from '../changes-stock.decorator.js';
import type { StockChange } from '../contract/stock-change.js';
import { StockPath } from '../stock.path.js';
import { ReceiveStockBody } from './receive-stock.body.js';
import { ReceiveStock } from './receive-stock.command.js';

@ApiTags('inventory')
@Controller('inventory/:store/:sku/receipts')
export class ReceiveStockController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ChangesStock({ summary: 'Takes pieces in', rules: ['stock-must-stay-countable'], needsItem: false })
  receive(
    @Param() { store, sku }: StockPath,
    @Body() { quantity, occurredAt }: ReceiveStockBody,
  ): Promise<StockChange> {
    return this.commands.execute(new ReceiveStock(store, sku, quantity, { occurredAt }));
  }
}
