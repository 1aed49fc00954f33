import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import type { StockChange } from '../contract/stock-change.js';
import { StockItem } from '../domain/stock-item.js';
import { stockIdOf } from '../domain/stock-place.js';
import { written } from '../recording.js';
import { ReserveStock } from './reserve-stock.command.js';

@CommandHandler(ReserveStock)
export class ReserveStockHandler implements ICommandHandler<ReserveStock> {
  constructor(@InjectAggregateRepository(StockItem) private readonly stock: AggregateRepository<StockItem>) {}

  async execute({ orderId, quantity, terms, ...place }: ReserveStock): Promise<StockChange> {
    const { expiresAt, ...recording } = terms;
    const until = expiresAt === undefined ? {} : { expiresAt: new Date(expiresAt) };
    return changeOf(
      await this.stock.update(
        stockIdOf(place),
        (item) => item.decide({ type: 'reserve', orderId, quantity, ...until }),
        written(recording),
      ),
    );
  }
}
