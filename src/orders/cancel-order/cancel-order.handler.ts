import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import type { OrderChange } from '../contract/order-change.js';
import { Order } from '../domain/order.js';
import { writeOptions } from '../recording.js';
import { CancelOrder } from './cancel-order.command.js';

@CommandHandler(CancelOrder)
export class CancelOrderHandler implements ICommandHandler<CancelOrder> {
  constructor(@InjectAggregateRepository(Order) private readonly orders: AggregateRepository<Order>) {}

  async execute({ orderId, reason, recording, by }: CancelOrder): Promise<OrderChange> {
    return changeOf(
      await this.orders.update(
        orderId,
        (order) => order.decide({ type: 'cancel', reason, by }),
        writeOptions(recording),
      ),
    );
  }
}
