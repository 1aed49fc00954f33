import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import type { StockChange } from '../contract/stock-change.js';
import { StockItem } from '../domain/stock-item.js';
import { stockIdOf } from '../domain/stock-place.js';
import { written } from '../recording.js';
import { PickStock } from './pick-stock.command.js';

@CommandHandler(PickStock)
export class PickStockHandler implements ICommandHandler<PickStock> {
  constructor(@InjectAggregateRepository(StockItem) private readonly stock: AggregateRepository<StockItem>) {}

  async execute({ orderId, recording, ...place }: PickStock): Promise<StockChange> {
    return changeOf(
      await this.stock.update(stockIdOf(place), (item) => item.decide({ type: 'pick', orderId }), written(recording)),
    );
  }
}
