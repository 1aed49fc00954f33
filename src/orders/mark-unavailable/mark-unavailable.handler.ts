import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import type { OrderChange } from '../contract/order-change.js';
import { Order } from '../domain/order.js';
import { writeOptions } from '../recording.js';
import { MarkUnavailable } from './mark-unavailable.command.js';

@CommandHandler(MarkUnavailable)
export class MarkUnavailableHandler implements ICommandHandler<MarkUnavailable> {
  constructor(@InjectAggregateRepository(Order) private readonly orders: AggregateRepository<Order>) {}

  async execute({ orderId, reason, recording, by }: MarkUnavailable): Promise<OrderChange> {
    return changeOf(
      await this.orders.update(
        orderId,
        (order) => order.decide({ type: 'mark-unavailable', reason, by }),
        writeOptions(recording),
      ),
    );
  }
}
