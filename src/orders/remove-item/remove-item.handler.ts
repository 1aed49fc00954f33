import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import type { OrderChange } from '../contract/order-change.js';
import { Order } from '../domain/order.js';
import { writeOptions } from '../recording.js';
import { RemoveItem } from './remove-item.command.js';

@CommandHandler(RemoveItem)
export class RemoveItemHandler implements ICommandHandler<RemoveItem> {
  constructor(@InjectAggregateRepository(Order) private readonly orders: AggregateRepository<Order>) {}

  async execute({ orderId, place: { store, sku }, quantity, recording }: RemoveItem): Promise<OrderChange> {
    return changeOf(
      await this.orders.update(
        orderId,
        (order) => order.decide({ type: 'remove-item', store, sku, quantity }),
        writeOptions(recording),
      ),
    );
  }
}
