import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { StockView } from '../contract/stock-view.js';
import { StockItem } from '../domain/stock-item.js';
import { stockIdOf } from '../domain/stock-place.js';
import { availableOf, reservedOf } from '../domain/stock.js';
import { ViewStock } from './view-stock.query.js';

@QueryHandler(ViewStock)
export class ViewStockHandler implements IQueryHandler<ViewStock> {
  constructor(@InjectAggregateRepository(StockItem) private readonly stock: AggregateRepository<StockItem>) {}

  async execute({ store, sku, at }: ViewStock): Promise<StockView> {
    const { state, version } = await this.stock.load(stockIdOf({ store, sku }), at);
    return { store, sku, onHand: state.onHand, reserved: reservedOf(state), available: availableOf(state), version };
  }
}
