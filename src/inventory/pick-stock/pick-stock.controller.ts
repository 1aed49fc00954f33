import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ChangesStock } from '../changes-stock.decorator.js';
import type { StockChange } from '../contract/stock-change.js';
import { ReservationEndBody } from '../reservation-end.body.js';
import { ReservationPath } from '../reservation.path.js';
import { PickStock } from './pick-stock.command.js';

@ApiTags('inventory')
@Controller('inventory/:store/:sku/reservations/:orderId/pick')
export class PickStockController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ChangesStock({ summary: 'Takes from the shelf what is put aside for an order', rules: ['reservation-must-exist'] })
  pick(
    @Param() { store, sku, orderId }: ReservationPath,
    @Body() { occurredAt }: ReservationEndBody,
  ): Promise<StockChange> {
    return this.commands.execute(new PickStock(store, sku, orderId, { occurredAt }));
  }
}
