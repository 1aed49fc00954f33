import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import type { OrderChange } from '../contract/order-change.js';
import { Order } from '../domain/order.js';
import { writeOptions } from '../recording.js';
import { MarkDelivered } from './mark-delivered.command.js';

@CommandHandler(MarkDelivered)
export class MarkDeliveredHandler implements ICommandHandler<MarkDelivered> {
  constructor(@InjectAggregateRepository(Order) private readonly orders: AggregateRepository<Order>) {}

  async execute({ orderId, recording }: MarkDelivered): Promise<OrderChange> {
    return changeOf(
      await this.orders.update(orderId, (order) => order.decide({ type: 'mark-delivered' }), writeOptions(recording)),
    );
  }
}
