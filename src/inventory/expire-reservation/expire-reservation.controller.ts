import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { ChangesStock } from '../changes-stock.decorator.js';
import type { StockChange } from '../contract/stock-change.js';
import { ReservationEndBody } from '../reservation-end.body.js';
import { ReservationPath } from '../reservation.path.js';
import { ExpireReservation } from './expire-reservation.command.js';

@ApiTags('inventory')
@Controller('inventory/:store/:sku/reservations/:orderId/expire')
export class ExpireReservationController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ChangesStock({
    summary: 'Makes available again what was put aside for an order until now',
    rules: ['reservation-must-exist', 'reservation-must-have-expired'],
  })
  expire(
    @Param() { store, sku, orderId }: ReservationPath,
    @Body() { occurredAt }: ReservationEndBody,
  ): Promise<StockChange> {
    return this.commands.execute(new ExpireReservation(store, sku, orderId, { occurredAt }));
  }
}
