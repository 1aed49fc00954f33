import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { OrderView } from '../contract/order-view.js';
import { Order } from '../domain/order.js';
import { viewOf } from '../view-of.js';
import { ViewOrder } from './view-order.query.js';

@QueryHandler(ViewOrder)
export class ViewOrderHandler implements IQueryHandler<ViewOrder> {
  constructor(@InjectAggregateRepository(Order) private readonly orders: AggregateRepository<Order>) {}

  async execute({ orderId, at }: ViewOrder): Promise<OrderView> {
    return viewOf(await this.orders.load(orderId, at));
  }
}
