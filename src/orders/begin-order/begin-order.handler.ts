import { AggregateRepository, InjectAggregateRepository, newAggregateId } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { OrderBeginning } from '../contract/order-beginning.js';
import { Order } from '../domain/order.js';
import { OrderId } from '../domain/order-id.js';
import { writeOptions } from '../recording.js';
import { BeginOrder } from './begin-order.command.js';

@CommandHandler(BeginOrder)
export class BeginOrderHandler implements ICommandHandler<BeginOrder> {
  constructor(@InjectAggregateRepository(Order) private readonly orders: AggregateRepository<Order>) {}

  async execute({ orderId = OrderId.of(newAggregateId()), terms, recording }: BeginOrder): Promise<OrderBeginning> {
    const { customerId, currency } = terms;
    const { version, position } = await this.orders.create(
      orderId,
      (order) => order.decide({ type: 'begin', customerId, currency }),
      writeOptions(recording),
    );
    return { orderId, version, position };
  }
}
