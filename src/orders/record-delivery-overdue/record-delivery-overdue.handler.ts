import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import type { OrderChange } from '../contract/order-change.js';
import { Order } from '../domain/order.js';
import { writeOptions } from '../recording.js';
import { RecordDeliveryOverdue } from './record-delivery-overdue.command.js';

@CommandHandler(RecordDeliveryOverdue)
export class RecordDeliveryOverdueHandler implements ICommandHandler<RecordDeliveryOverdue> {
  constructor(@InjectAggregateRepository(Order) private readonly orders: AggregateRepository<Order>) {}

  async execute({ orderId, recording }: RecordDeliveryOverdue): Promise<OrderChange> {
    return changeOf(
      await this.orders.update(orderId, (order) => order.decide({ type: 'record-overdue' }), writeOptions(recording)),
    );
  }
}
