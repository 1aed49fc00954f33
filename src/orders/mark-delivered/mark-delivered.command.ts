import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { OrderChange } from '../contract/order-change.js';
import type { Recording } from '../recording.js';

/** Put on record that the customer has the goods. */
@CommandType('mark-order-delivered')
export class MarkDelivered extends Command<OrderChange> {
  constructor(
    readonly orderId: string,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
