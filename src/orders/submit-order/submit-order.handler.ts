import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import type { OrderChange } from '../contract/order-change.js';
import { Order } from '../domain/order.js';
import { writeOptions } from '../recording.js';
import { SubmitOrder } from './submit-order.command.js';

@CommandHandler(SubmitOrder)
export class SubmitOrderHandler implements ICommandHandler<SubmitOrder> {
  constructor(@InjectAggregateRepository(Order) private readonly orders: AggregateRepository<Order>) {}

  async execute({ orderId, terms, recording }: SubmitOrder): Promise<OrderChange> {
    return changeOf(
      await this.orders.update(orderId, (order) => order.decide({ type: 'submit', ...terms }), writeOptions(recording)),
    );
  }
}
