import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import type { StockChange } from '../contract/stock-change.js';
import { StockItem } from '../domain/stock-item.js';
import { stockIdOf } from '../domain/stock-place.js';
import { pickedFor } from '../domain/stock.js';
import { written } from '../recording.js';
import { SettleReservation } from './settle-reservation.command.js';

@CommandHandler(SettleReservation)
export class SettleReservationHandler implements ICommandHandler<SettleReservation> {
  constructor(@InjectAggregateRepository(StockItem) private readonly stock: AggregateRepository<StockItem>) {}

  async execute({ orderId, recording, ...place }: SettleReservation): Promise<StockChange> {
    const settle = (item: StockItem): void => {
      const isPicked = !item.state.reservations.has(orderId) && pickedFor(orderId, item.state) > 0;
      if (!isPicked) item.decide({ type: 'pick', orderId });
    };
    return changeOf(await this.stock.update(stockIdOf(place), settle, written(recording)));
  }
}
