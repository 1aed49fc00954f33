import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import { changeOrBegin } from '../change-or-begin.js';
import type { StockChange } from '../contract/stock-change.js';
import { StockItem } from '../domain/stock-item.js';
import { CountStock } from './count-stock.command.js';

@CommandHandler(CountStock)
export class CountStockHandler implements ICommandHandler<CountStock> {
  constructor(@InjectAggregateRepository(StockItem) private readonly stock: AggregateRepository<StockItem>) {}

  async execute({ counted, recording, ...place }: CountStock): Promise<StockChange> {
    return changeOf(await changeOrBegin(this.stock, place, { type: 'count', counted }, recording));
  }
}
