import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import type { StockChange } from '../contract/stock-change.js';
import { StockItem } from '../domain/stock-item.js';
import { stockIdOf } from '../domain/stock-place.js';
import { pickedFor } from '../domain/stock.js';
import { written } from '../recording.js';
import { PutBackStock } from './put-back-stock.command.js';

@CommandHandler(PutBackStock)
export class PutBackStockHandler implements ICommandHandler<PutBackStock> {
  constructor(@InjectAggregateRepository(StockItem) private readonly stock: AggregateRepository<StockItem>) {}

  async execute({ orderId, recording, ...place }: PutBackStock): Promise<StockChange> {
    const putBack = (item: StockItem): void => {
      if (pickedFor(orderId, item.state) > 0) item.decide({ type: 'put-back', orderId });
    };
    return changeOf(await this.stock.update(stockIdOf(place), putBack, written(recording)));
  }
}
