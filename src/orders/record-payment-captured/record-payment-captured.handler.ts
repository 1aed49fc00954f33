import { AggregateRepository, InjectAggregateRepository } from '@daybook/nestjs';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { changeOf } from '../change-of.js';
import type { OrderChange } from '../contract/order-change.js';
import { Order } from '../domain/order.js';
import { writeOptions } from '../recording.js';
import { RecordPaymentCaptured } from './record-payment-captured.command.js';

@CommandHandler(RecordPaymentCaptured)
export class RecordPaymentCapturedHandler implements ICommandHandler<RecordPaymentCaptured> {
  constructor(@InjectAggregateRepository(Order) private readonly orders: AggregateRepository<Order>) {}

  async execute({ orderId, paymentId, amountMinor, recording }: RecordPaymentCaptured): Promise<OrderChange> {
    return changeOf(
      await this.orders.update(
        orderId,
        (order) => order.decide({ type: 'record-payment', paymentId, amountMinor }),
        writeOptions(recording),
      ),
    );
  }
}
