import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import type { OrderChange } from '../contract/order-change.js';
import { Order } from '../domain/order.js';
import { writeOptions } from '../recording.js';
import { RequestShipment } from './request-shipment.command.js';

@CommandHandler(RequestShipment)
export class RequestShipmentHandler implements ICommandHandler<RequestShipment> {
  constructor(@InjectAggregateRepository(Order) private readonly orders: AggregateRepository<Order>) {}

  async execute({ orderId, recording }: RequestShipment): Promise<OrderChange> {
    return changeOf(
      await this.orders.update(orderId, (order) => order.decide({ type: 'request-shipment' }), writeOptions(recording)),
    );
  }
}
