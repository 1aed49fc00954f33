import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import type { OrderChange } from '../contract/order-change.js';
import { Order } from '../domain/order.js';
import { writeOptions } from '../recording.js';
import { AbandonCart } from './abandon-cart.command.js';

@CommandHandler(AbandonCart)
export class AbandonCartHandler implements ICommandHandler<AbandonCart> {
  constructor(@InjectAggregateRepository(Order) private readonly orders: AggregateRepository<Order>) {}

  async execute({ orderId, recording }: AbandonCart): Promise<OrderChange> {
    return changeOf(
      await this.orders.update(orderId, (order) => order.decide({ type: 'abandon' }), writeOptions(recording)),
    );
  }
}
