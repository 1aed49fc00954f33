import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import type { OrderChange } from '../contract/order-change.js';
import { Order } from '../domain/order.js';
import { writeOptions } from '../recording.js';
import { HandToCarrier } from './hand-to-carrier.command.js';

@CommandHandler(HandToCarrier)
export class HandToCarrierHandler implements ICommandHandler<HandToCarrier> {
  constructor(@InjectAggregateRepository(Order) private readonly orders: AggregateRepository<Order>) {}

  async execute({ orderId, consignment, recording }: HandToCarrier): Promise<OrderChange> {
    return changeOf(
      await this.orders.update(
        orderId,
        (order) => order.decide({ type: 'hand-to-carrier', ...consignment }),
        writeOptions(recording),
      ),
    );
  }
}
