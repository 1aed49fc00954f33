import { CommandType } from '@daybook/nestjs';
import { Command } from '@nestjs/cqrs';
import type { OrderChange } from '../contract/order-change.js';
import type { Recording } from '../recording.js';

/** Take back what was delivered. */
@CommandType('return-order')
export class ReturnOrder extends Command<OrderChange> {
  constructor(
    readonly orderId: string,
    readonly reason: string | undefined,
    readonly recording: Recording = {},
  ) {
    super();
  }
}
