import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import type { OrderChange } from '../contract/order-change.js';
import { Order } from '../domain/order.js';
import { writeOptions } from '../recording.js';
import { RecordRefund } from './record-refund.command.js';

@CommandHandler(RecordRefund)
export class RecordRefundHandler implements ICommandHandler<RecordRefund> {
  constructor(@InjectAggregateRepository(Order) private readonly orders: AggregateRepository<Order>) {}

  async execute({ orderId, paymentId, amountMinor: refundedMinor, recording }: RecordRefund): Promise<OrderChange> {
    return changeOf(
      await this.orders.update(
        orderId,
        (order) => order.decide({ type: 'record-refund', paymentId, refundedMinor }),
        writeOptions(recording),
      ),
    );
  }
}
