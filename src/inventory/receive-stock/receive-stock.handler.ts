import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import { changeOrBegin } from '../change-or-begin.js';
import type { StockChange } from '../contract/stock-change.js';
import { StockItem } from '../domain/stock-item.js';
import { ReceiveStock } from './receive-stock.command.js';

@CommandHandler(ReceiveStock)
export class ReceiveStockHandler implements ICommandHandler<ReceiveStock> {
  constructor(@InjectAggregateRepository(StockItem) private readonly stock: AggregateRepository<StockItem>) {}

  async execute({ quantity, recording, ...place }: ReceiveStock): Promise<StockChange> {
    return changeOf(await changeOrBegin(this.stock, place, { type: 'receive', quantity }, recording));
  }
}
