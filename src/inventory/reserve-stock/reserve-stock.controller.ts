import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ChangesStock } from '../changes-stock.decorator.js';
import type { StockChange } from '../contract/stock-change.js';
import { StockPath } from '../stock.path.js';
import { ReserveStockBody } from './reserve-stock.body.js';
import { ReserveStock } from './reserve-stock.command.js';

@ApiTags('inventory')
@Controller('inventory/:store/:sku/reservations')
export class ReserveStockController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ChangesStock({
    summary: 'Puts pieces aside for an order',
    rules: ['stock-must-suffice', 'order-must-not-reserve-twice', 'expiry-must-be-ahead'],
  })
  reserve(
    @Param() { store, sku }: StockPath,
    @Body() { orderId, quantity, expiresAt, occurredAt }: ReserveStockBody,
  ): Promise<StockChange> {
    return this.commands.execute(new ReserveStock(store, sku, orderId, quantity, { expiresAt, occurredAt }));
  }
}
