import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import type { OrderChange } from '../contract/order-change.js';
import { Order } from '../domain/order.js';
import { writeOptions } from '../recording.js';
import { InvoiceOrder } from './invoice-order.command.js';

@CommandHandler(InvoiceOrder)
export class InvoiceOrderHandler implements ICommandHandler<InvoiceOrder> {
  constructor(@InjectAggregateRepository(Order) private readonly orders: AggregateRepository<Order>) {}

  async execute({ orderId, invoiceNumber, recording }: InvoiceOrder): Promise<OrderChange> {
    return changeOf(
      await this.orders.update(
        orderId,
        (order) => order.decide({ type: 'invoice', invoiceNumber }),
        writeOptions(recording),
      ),
    );
  }
}
