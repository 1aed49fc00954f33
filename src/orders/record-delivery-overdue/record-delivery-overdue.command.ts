import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { OrderChange } from '../contract/order-change.js';
import type { Recording } from '../recording.js';

/** Put on record that the goods have not arrived when they should have. From within: whoever waits for them says so. */
@CommandType('record-delivery-overdue')
export class RecordDeliveryOverdue extends Command<OrderChange> {
  constructor(
    readonly orderId: string,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
