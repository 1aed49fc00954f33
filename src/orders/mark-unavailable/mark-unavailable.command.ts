import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { OrderChange } from '../contract/order-change.js';
import type { Recording } from '../recording.js';

/** Put on record that the goods cannot be had after all. */
@CommandType('mark-order-unavailable')
export class MarkUnavailable extends Command<OrderChange> {
  constructor(
    readonly orderId: string,
    readonly reason: string | undefined,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
